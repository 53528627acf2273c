//! Tables for spreadsheets: UTF-8 with its mark, the separator of the reader's Excel, and nothing that a
//! spreadsheet would take for a formula.

use crate::domain::settings::Language;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Csv {
    separator: char,
    decimal: char,
}

/// So that Excel knows the file to be UTF-8.
pub const MARK: &str = "\u{feff}";

/// A cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// What somebody wrote, or a name.
    Text(String),
    /// A number.
    Number(u64),
    /// A number with one decimal, in tenths.
    Tenths(u64),
    /// Nothing.
    Blank,
}

impl Cell {
    /// A number where there is one.
    #[must_use]
    pub fn maybe(number: Option<u32>) -> Self {
        number.map_or(Self::Blank, |number| Self::Number(number.into()))
    }
}

impl Csv {
    /// As the reader's programs expect it, or as asked: `coma`, `punto-y-coma`, `tab`.
    #[must_use]
    pub fn new(language: Language, asked: &str) -> Self {
        let usual = match language {
            Language::Es | Language::Pt => ';',
            Language::En => ',',
        };
        let separator = match asked {
            "coma" => ',',
            "punto-y-coma" => ';',
            "tab" => '\t',
            _ => usual,
        };
        let decimal = match language {
            Language::Es | Language::Pt if separator != ',' => ',',
            Language::Es | Language::Pt | Language::En => '.',
        };
        Self { separator, decimal }
    }

    /// Adds a row.
    pub fn row(&self, file: &mut String, cells: &[Cell]) {
        for (n, cell) in cells.iter().enumerate() {
            if n > 0 {
                file.push(self.separator);
            }
            match cell {
                Cell::Text(text) => self.text(file, text),
                Cell::Number(number) => file.push_str(&number.to_string()),
                Cell::Tenths(tenths) => {
                    file.push_str(&format!("{}{}{}", tenths / 10, self.decimal, tenths % 10));
                }
                Cell::Blank => {}
            }
        }
        file.push_str("\r\n");
    }

    fn text(&self, file: &mut String, text: &str) {
        // A spreadsheet computes what begins so, and may be made to send data elsewhere.
        let is_formula =
            text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
        let guard = if is_formula { "'" } else { "" };
        if text.contains(['"', '\r', '\n', '\t', ';', ',']) {
            file.push_str(&format!("\"{guard}{}\"", text.replace('"', "\"\"")));
        } else {
            file.push_str(guard);
            file.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(csv: Csv, texts: &[&str]) -> String {
        let cells: Vec<Cell> = texts.iter().map(|text| Cell::Text((*text).to_owned())).collect();
        let mut file = String::new();
        csv.row(&mut file, &cells);
        file
    }

    #[test]
    fn what_a_spreadsheet_would_compute_is_text() {
        let csv = Csv::new(Language::Es, "");
        assert_eq!(row(csv, &["=1+1", "+54", "-1", "@SUM(A1)"]), "'=1+1;'+54;'-1;'@SUM(A1)\r\n");
        assert_eq!(
            row(csv, &["=HYPERLINK(\"http://x\";1)"]),
            "\"'=HYPERLINK(\"\"http://x\"\";1)\"\r\n"
        );
        assert_eq!(row(csv, &["\t=1", "\r=1"]), "\"'\t=1\";\"'\r=1\"\r\n");
        assert_eq!(
            row(csv, &["a;b", "dijo \"no\"", "dos\nrenglones", "ñ 1=1"]),
            "\"a;b\";\"dijo \"\"no\"\"\";\"dos\nrenglones\";ñ 1=1\r\n"
        );
    }

    #[test]
    fn separators_and_decimals_are_the_readers() {
        let cells = [Cell::Number(12_345), Cell::Tenths(46), Cell::Blank];
        let told = |language, asked| {
            let mut file = String::new();
            Csv::new(language, asked).row(&mut file, &cells);
            file
        };
        assert_eq!(told(Language::Es, ""), "12345;4,6;\r\n");
        assert_eq!(told(Language::Pt, "tab"), "12345\t4,6\t\r\n");
        assert_eq!(told(Language::Es, "coma"), "12345,4.6,\r\n");
        assert_eq!(told(Language::En, "<b>"), "12345,4.6,\r\n");
    }
}
