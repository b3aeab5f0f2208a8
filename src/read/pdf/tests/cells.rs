//! Cells of several lines that stand side by side.

use super::{build, lines};

/// The lines of a cell, painted one after the other.
fn cell(x: f64, top: f64, texts: &[&str]) -> String {
    texts.iter().enumerate().map(|(i, t)| build::text(x, top - 12.0 * i as f64, 10.0, t)).collect()
}

#[test]
fn a_label_that_wraps_is_whole_on_the_first_line_of_what_it_labels() {
    let mut content = String::new();
    for (i, what) in ["Led the first team of it all and", "Led the other team of it all and"].iter().enumerate() {
        let top = 700.0 - 60.0 * i as f64;
        content += &cell(72.0, top, &["Main activities", "and duties"]);
        content += &cell(150.0, top, &[what, "wrote reports on what was done in", "three places."]);
    }
    let got = lines(&content);
    assert!(got.first().is_some_and(|l| l.starts_with("Main activities and duties | Led the first")), "{got:?}");
    assert!(got.iter().any(|l| l.starts_with("Main activities and duties | Led the other")), "{got:?}");
}

#[test]
fn paragraphs_in_the_cells_of_a_table_are_read_cell_by_cell() {
    let left = ["Designed a service that reads what many", "customers send and keeps", "it for a year without loss."];
    let right = ["Taught courses on the theory of storage to", "students of the second year", "in two languages."];
    let mut content = build::text(72.0, 740.0, 18.0, "Ada Lovelace");
    for i in 0..3 {
        content += &cell(72.0, 700.0 - 50.0 * i as f64, &left);
        content += &cell(300.0, 700.0 - 50.0 * i as f64, &right);
    }
    let text = lines(&content).join(" ");
    let cells = format!("{} {}", left.join(" "), right.join(" "));
    assert_eq!(text, format!("Ada Lovelace {cells} {cells} {cells}"));
}

#[test]
fn a_title_over_a_company_beside_a_place_over_a_date_stays_row_by_row() {
    let content = cell(72.0, 700.0, &["Research Intern", "Acme Research"])
        + &cell(450.0, 700.0, &["Berlin", "May 2019"])
        + &build::text(72.0, 670.0, 10.0, "Did what interns do.");
    assert_eq!(lines(&content), ["Research Intern | Berlin", "Acme Research | May 2019", "Did what interns do."]);
}

#[test]
fn a_title_that_wraps_beside_its_date_is_whole() {
    let content = cell(72.0, 700.0, &["Engineer for the systems that store what all others of the company", "send"])
        + &build::text(388.0, 700.0, 10.0, "2019 - 2021")
        + &build::text(72.0, 660.0, 10.0, "Did what engineers do.");
    let got = lines(&content);
    assert_eq!(
        got.first().map(String::as_str),
        Some("Engineer for the systems that store what all others of the company send | 2019 - 2021")
    );
}

#[test]
fn ways_to_reach_someone_are_read_after_what_stands_beside_them() {
    let mut content = String::new();
    // An m of Helvetica is 8.33 wide: the right ends agree.
    let rows = [
        ("Status: engineer of the state", "ada@example.com", 440.0),
        ("Fields: engines and tables", "mada@example.com", 431.67),
        ("Tools: paper and ink", "mmada@example.com", 423.34),
    ];
    for (i, (left, right, x)) in rows.iter().enumerate() {
        content += &build::text(72.0, 700.0 - 12.0 * i as f64, 10.0, left);
        content += &build::text(*x, 700.0 - 12.0 * i as f64, 10.0, right);
    }
    let got = lines(&content);
    assert_eq!(
        got.get(..3),
        Some([rows[0].0.to_owned(), rows[1].0.to_owned(), rows[2].0.to_owned()].as_slice()),
        "{got:?}"
    );
    assert_eq!(got.len(), 6);
}

#[test]
fn cards_in_a_grid_are_read_row_by_row() {
    let card =
        |name| [name, "It reads what others write and tells them", "whether it is of any use", "to anyone else."];
    let mut content = String::new();
    for (y, names) in [(700.0, ["One", "Two"]), (630.0, ["Three", "Four"])] {
        content += &cell(72.0, y, &card(names[0]));
        content += &cell(320.0, y, &card(names[1]));
    }
    let got = lines(&content);
    let names: Vec<&str> = got.iter().map(String::as_str).filter(|l| !l.contains(' ')).collect();
    assert_eq!(names, ["One", "Two", "Three", "Four"]);
}
