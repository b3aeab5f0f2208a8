//! A PDF from its objects.

use std::io::Write;

/// A file of numbered objects, 1 being the catalog.
pub(crate) fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.extend(format!("{number} 0 obj\n").bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let start = out.len();
    out.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").bytes());
    }
    out.extend(format!("trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF", objects.len() + 1).bytes());
    out
}

/// A stream object.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<<{entries}/Length {}>>\nstream\n", data.len()).into_bytes();
    out.extend(data);
    out.extend(b"\nendstream");
    out
}

/// A document whose pages have these contents, 600 × 800 points, with Helvetica as F; `more` are objects from 10 on, and
/// what page resources say of them.
pub(crate) fn document(contents: &[Vec<u8>], resources: &str, more: &[Vec<u8>]) -> Vec<u8> {
    let kids: Vec<String> = (0..contents.len()).map(|i| format!("{} 0 R", 10 + more.len() + 2 * i)).collect();
    let mut objects = vec![
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        format!("<</Type/Pages/Kids[{}]/Count {}>>", kids.join(" "), kids.len()).into_bytes(),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
    ];
    objects.resize(9, b"null".to_vec());
    objects.extend_from_slice(more);
    for content in contents {
        let next = objects.len() + 2;
        objects.push(
            format!(
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {next} 0 R/Resources<</Font<</F 3 0 R>>{resources}>>>>"
            )
            .into_bytes(),
        );
        objects.push(content.clone());
    }
    file(&objects)
}

/// A document of one page with this content stream.
pub(crate) fn page(content: &str) -> Vec<u8> {
    document(&[stream("", &latin(content))], "", &[])
}

/// Shows `text` at a place, with the page's y axis: upwards.
pub(crate) fn text(x: f64, y: f64, size: f64, text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)").replace('\u{2022}', "\u{95}");
    format!("BT /F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj ET\n")
}

/// Bytes of Latin-1.
fn latin(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
}

/// Deflated, for `/FlateDecode`.
pub(crate) fn deflate(data: impl Iterator<Item = Vec<u8>>) -> Vec<u8> {
    let mut out = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    for part in data {
        out.write_all(&part).expect("a write to memory");
    }
    out.finish().expect("a write to memory")
}
