//! Which format the bytes are in, by their content. A file's name only decides between kinds of plain text.

use serde_json::Value;

use super::boards;
use super::charset;
use super::error::ReadError;
use super::html;
use super::json_resume;
use super::limits::Limits;
use super::markdown;
use super::rendercv;
use super::zipped::Package;

/// The formats that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word since 2007 (Office Open XML).
    Docx,
    /// OpenDocument text.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// A web page or a piece of one.
    Html,
    /// Markdown, pandoc's included.
    Markdown,
    /// Plain text.
    Text,
    /// JSON Resume 1.x, as JSON or YAML.
    JsonResume,
    /// The input of RenderCV, as YAML or JSON.
    RenderCv,
    /// A posting from Greenhouse's job board API.
    Greenhouse,
    /// A posting from Lever's postings API.
    Lever,
    /// A posting from Ashby's job posting API.
    Ashby,
    /// A schema.org `JobPosting` by itself.
    JsonLd,
}

impl Format {
    /// A short name for reports and options.
    pub fn name(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Docx => "docx",
            Format::Odt => "odt",
            Format::Rtf => "rtf",
            Format::Html => "html",
            Format::Markdown => "markdown",
            Format::Text => "text",
            Format::JsonResume => "json-resume",
            Format::RenderCv => "rendercv",
            Format::Greenhouse => "greenhouse",
            Format::Lever => "lever",
            Format::Ashby => "ashby",
            Format::JsonLd => "json-ld",
        }
    }
}

/// Tells the format of a file's bytes; `name` is the file's name, if it has one.
pub fn detect(bytes: &[u8], name: Option<&str>) -> Result<Format, ReadError> {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Err(ReadError::Empty);
    }
    let head = bytes.get(..1024.min(bytes.len())).unwrap_or_default();
    let trimmed = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    // Mail gateways and web servers put lines before a PDF; readers look for its mark in the first kilobyte.
    if contains(head, b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") || head.starts_with(b"PK\x07\x08") {
        return zip_format(bytes);
    }
    if trimmed.starts_with(b"{\\rtf") {
        return Ok(Format::Rtf);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Err(ole(bytes));
    }
    if let Some(error) = known_binary(head) {
        return Err(error);
    }
    if is_binary(bytes) {
        return Err(unsupported("a binary file of no known kind", "save it as PDF, DOCX or plain text"));
    }
    text_format(&charset::decode(bytes, None, &Limits { file_bytes: u64::MAX, ..Limits::default() })?.text, name)
}

fn unsupported(what: &'static str, hint: &'static str) -> ReadError {
    ReadError::Unsupported { what, hint }
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|w| w == wanted)
}

/// What a ZIP container is, by its parts.
fn zip_format(bytes: &[u8]) -> Result<Format, ReadError> {
    let package = Package::open(bytes, &Limits::default())?;
    let starts = |prefix: &str| package.find(|n| n.starts_with(prefix)).is_some();
    if starts("word/") {
        Ok(Format::Docx)
    } else if package.has("content.xml") {
        Ok(Format::Odt)
    } else if starts("xl/") {
        Err(unsupported("a spreadsheet (.xlsx)", "save it as PDF or DOCX, or copy its text into a .txt file"))
    } else if starts("ppt/") {
        Err(unsupported("a presentation (.pptx)", "export it as PDF"))
    } else if starts("Index/") || starts("Index.zip") {
        Err(unsupported("an Apple Pages document", "export it from Pages as PDF or Word"))
    } else if package.has("META-INF/container.xml") {
        Err(unsupported("an EPUB book", "export the document as PDF or DOCX"))
    } else {
        Err(unsupported("a ZIP archive", "unpack it and give the document inside"))
    }
}

/// What an OLE compound file is, by the names of its streams (UTF-16).
fn ole(bytes: &[u8]) -> ReadError {
    let has = |name: &str| contains(bytes, &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>());
    if has("EncryptedPackage") {
        unsupported("an Office document with a password", "open it, remove the password, and save it as DOCX")
    } else if has("WordDocument") {
        unsupported(
            "a legacy Word document (.doc)",
            "save it as DOCX or PDF, for example with `libreoffice --headless --convert-to docx FILE`",
        )
    } else if has("Workbook") || has("Book") {
        unsupported("a legacy Excel workbook (.xls)", "save it as PDF or DOCX, or copy its text into a .txt file")
    } else if has("PowerPoint Document") {
        unsupported("a legacy presentation (.ppt)", "export it as PDF")
    } else if has("__properties_version1.0") {
        unsupported("an Outlook message (.msg)", "save its text or its attachment as a file of its own")
    } else {
        unsupported("a legacy Office file", "save it as DOCX or PDF")
    }
}

/// Binary formats that people hand in by mistake.
fn known_binary(head: &[u8]) -> Option<ReadError> {
    let at = |offset: usize, mark: &[u8]| head.get(offset..).is_some_and(|rest| rest.starts_with(mark));
    let image = at(0, b"\x89PNG\r\n")
        || at(0, b"\xFF\xD8\xFF")
        || at(0, b"GIF87a")
        || at(0, b"GIF89a")
        || at(0, b"II*\0")
        || at(0, b"MM\0*")
        || (at(0, b"BM") && at(6, b"\0\0\0\0"))
        || (at(0, b"RIFF") && at(8, b"WEBP"))
        || at(4, b"ftypheic")
        || at(4, b"ftypheif")
        || at(4, b"ftypmif1")
        || at(4, b"ftypavif");
    let (what, hint) = if image {
        (
            "an image",
            "make its text readable first, for example with `tesseract IMAGE out pdf`, or save the original as PDF",
        )
    } else if at(0, b"\x1F\x8B")
        || at(0, b"BZh")
        || at(0, b"\xFD7zXZ\0")
        || at(0, b"7z\xBC\xAF\x27\x1C")
        || at(0, b"Rar!")
    {
        ("a compressed archive", "unpack it and give the document inside")
    } else if at(0, b"\x28\xB5\x2F\xFD") || at(257, b"ustar") {
        ("an archive", "unpack it and give the document inside")
    } else if at(0, b"\x7FELF")
        || (at(0, b"MZ") && head.contains(&0))
        || at(0, b"\xCF\xFA\xED\xFE")
        || at(0, b"\xCA\xFE\xBA\xBE")
    {
        ("a program", "give the posting or resume itself")
    } else if at(0, b"%!PS") {
        ("a PostScript file", "convert it to PDF, for example with `ps2pdf FILE`")
    } else if at(0, b"AT&TFORM") {
        ("a DjVu document", "convert it to PDF with a text layer")
    } else if at(0, b"ID3") || at(0, b"OggS") || at(4, b"ftyp") || at(0, b"RIFF") || at(0, b"\x1A\x45\xDF\xA3") {
        ("a sound or video file", "give the posting or resume as a document")
    } else if at(0, b"SQLite format 3\0") {
        ("a database", "export the document as PDF, DOCX or plain text")
    } else if at(0, b"bplist") {
        ("an Apple property list or web archive", "save the page as HTML or PDF")
    } else {
        return None;
    };
    Some(unsupported(what, hint))
}

/// More control bytes than a damaged text has. UTF-16 has many NULs, but then nothing else.
fn is_binary(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192.min(bytes.len())).unwrap_or_default();
    let controls = head.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    let nulls = head.iter().filter(|&&b| b == 0).count();
    let is_utf16 = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF") || nulls * 3 > head.len();
    let bad = if is_utf16 { controls } else { controls + nulls / 2 };
    head.len() > 16 && bad * 20 > head.len()
}

/// Which kind of text it is.
fn text_format(text: &str, name: Option<&str>) -> Result<Format, ReadError> {
    let start = text.trim_start();
    let name = name.map(str::to_ascii_lowercase).unwrap_or_default();
    let head: String = start.chars().take(2000).flat_map(char::to_lowercase).collect();
    if let Some(format) = json_format(start)? {
        return Ok(format);
    }
    if head.starts_with("mime-version:") || (head.starts_with("from: <saved by") && head.contains("multipart/related"))
    {
        return Err(unsupported("a web archive (.mht)", "save the page again as HTML only, or print it to PDF"));
    }
    if head.starts_with("<?xml") && !head.contains("<html") {
        return Err(unsupported(
            "an XML file of a kind that isn't known",
            "save the document as DOCX, ODT, PDF or HTML",
        ));
    }
    if html::looks_like(start) {
        return Ok(Format::Html);
    }
    if head.contains("\\documentclass") {
        return Err(unsupported("LaTeX source", "give the PDF made from it, for example with `pdflatex FILE`"));
    }
    if rendercv::looks_like(text) {
        return Ok(Format::RenderCv);
    }
    if json_resume::looks_like_yaml(text) {
        return Ok(Format::JsonResume);
    }
    let signs = markdown::signs(text);
    let is_markdown = if name.ends_with(".md") || name.ends_with(".markdown") {
        true
    } else if name.ends_with(".txt") || name.ends_with(".text") {
        signs >= 4
    } else {
        signs >= 2
    };
    Ok(if is_markdown { Format::Markdown } else { Format::Text })
}

/// The known shapes of JSON; `None` where it is not JSON at all.
fn json_format(start: &str) -> Result<Option<Format>, ReadError> {
    if !start.starts_with(['{', '[']) {
        return Ok(None);
    }
    let value: Value = match serde_json::from_str(start) {
        Ok(value) => value,
        Err(error) if error.to_string().contains("recursion limit") => {
            return Err(ReadError::TooLarge {
                what: "its JSON is nested too deeply",
                limit: "127 levels".to_owned(),
                hint: "give the resume or posting itself, in one of the JSON shapes that are read",
            });
        }
        // A text may begin with a bracket (`[Name]{.mark}`); JSON has a quote, a bracket or a brace next.
        Err(error) => {
            let mut inside = start.chars().skip(1).filter(|c| !c.is_whitespace());
            let looks_json = start.starts_with('{') && inside.next() == Some('"')
                || start.starts_with('[') && matches!(inside.next(), Some('{' | '['));
            if looks_json {
                return Err(ReadError::Damaged { detail: format!("JSON: {error}") });
            }
            return Ok(None);
        }
    };
    if json_resume::looks_like(&value) {
        return Ok(Some(Format::JsonResume));
    }
    if rendercv::is_cv(&value) {
        return Ok(Some(Format::RenderCv));
    }
    boards::shape_of(&value).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::zipped::tests::zip_of;

    fn name(bytes: &[u8], file: Option<&str>) -> &'static str {
        detect(bytes, file).map_or("error", Format::name)
    }

    #[test]
    fn content_decides() {
        assert_eq!(name(b"junk\r\n\r\n%PDF-1.4", Some("a.docx")), "pdf");
        assert_eq!(name(&zip_of(&[("word/document.xml", b"<a/>")]), Some("a.pdf")), "docx");
        assert_eq!(name(b"{\\rtf1 text}", None), "rtf");
        assert_eq!(name(b"plain text with a docx name", Some("a.docx")), "text");
        assert_eq!(name(b"<p>One</p><p>Two</p>", None), "html");
        assert_eq!(name(b"# Jane Doe\n\n## Work\n\n- **Rust**\n", None), "markdown");
        assert_eq!(name(b"About us\n\n- Rust\n- C#\n", None), "text");
        assert_eq!(name(b"{\"basics\":{\"name\":\"J\"}}", None), "json-resume");
        assert_eq!(name(b"cv:\n  name: J\n", None), "rendercv");
        assert_eq!(name(b"[Jane]{.mark} likes **Rust**\n\n# Work\n", None), "markdown");
    }

    #[test]
    fn what_cannot_be_read_says_what_to_do() {
        let message = |bytes: &[u8]| detect(bytes, None).expect_err("an error").to_string();
        let mut doc = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
        doc.extend("WordDocument".encode_utf16().flat_map(u16::to_le_bytes));
        assert!(message(&doc).contains("--convert-to docx"));
        assert!(message(b"\x89PNG\r\n\x1A\n").contains("tesseract"));
        assert!(message(b" \n\t").contains("empty"));
        assert!(
            message(b"\x01\x02\x03\x04\x05\x06\x07\x08\x01\x02\x03\x04\x05\x06\x07\x08\x01\x02").contains("binary")
        );
        assert!(message(b"{\"basics\": {").contains("damaged"));
        assert!(message("[".repeat(200_000).as_bytes()).contains("nested"));
        assert!(message(b"{\"a\": 1}").contains("JSON Resume"));
    }
}
