//! `/ajustes/lineas`: each line, its connection, and the QR code where one is waiting.

use askama::Template;
use qrcode::{Color, QrCode};

use super::board::gateway_name;
use super::letters::Letters;
use super::line_form::LineForm;
use super::shell::{Badge, Shell, connection_badge};
use super::tickets::Tab;
use crate::domain::ids::LineId;
use crate::domain::inbound::Connection;
use crate::domain::settings::IntakeMode;
use crate::engine::LineInfo;
use crate::web::words::Words;

/// A QR code as one path, in units of a module, with its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Qr {
    pub size: usize,
    pub path: String,
}

/// A line.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct LineCard {
    pub id: i64,
    pub name: String,
    pub badge: Badge,
    pub gateway: String,
    pub said: String,
    pub qr: Option<Qr>,
    pub facts: Vec<(String, String)>,
    /// For who may change it.
    pub form: Option<LineForm>,
}

/// The page.
#[derive(Template)]
#[template(path = "panel/lines.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct LinesPage {
    pub shell: Shell,
    pub lines: Vec<Tab>,
    pub rows: Vec<LineCard>,
    pub letters: Letters,
}

impl LinesPage {
    /// The page; `typed` is the form of a line that came back with what is wrong in it.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        lines: &[LineInfo],
        tabs: Vec<Tab>,
        letters: Letters,
        mut typed: Option<(LineId, LineForm)>,
    ) -> Self {
        let words = shell.words;
        let admin = shell.admin;
        let rows: Vec<LineCard> = lines
            .iter()
            .map(|line| {
                let own = typed.take_if(|(id, _)| *id == line.id).map(|(_, form)| form);
                let form = own.unwrap_or_else(|| LineForm::of(line.id.0, &line.settings, words));
                LineCard { form: admin.then_some(form), ..card(line, admin, words) }
            })
            .collect();
        shell.refresh = lines.iter().any(|line| line.connection != Connection::Connected);
        Self { shell, lines: tabs, rows, letters }
    }
}

fn card(line: &LineInfo, admin: bool, words: Words) -> LineCard {
    let said = match line.connection {
        Connection::Connected => "line-said-connected",
        Connection::Connecting => "line-said-connecting",
        Connection::WaitingForQr => "line-said-qr",
        Connection::Disconnected => "line-said-down",
    };
    let intake = match line.settings.intake {
        IntakeMode::Menu => "intake-menu",
        IntakeMode::Direct => "intake-direct",
        IntakeMode::External => "intake-external",
    };
    let own = line.settings.own.phone.as_ref().map(crate::domain::phone::Phone::pretty);
    // Whoever scans the code becomes the line: only an administrator sees it.
    let waiting = line.connection == Connection::WaitingForQr && admin;
    LineCard {
        id: line.id.0,
        name: line.name.clone(),
        badge: connection_badge(line.connection, words),
        gateway: gateway_name(line.gateway, words),
        said: words.t(said),
        qr: line.qr.as_deref().filter(|_| waiting).and_then(draw),
        facts: vec![
            (words.t("line-number"), own.unwrap_or_else(|| words.t("line-number-unknown"))),
            (words.t("line-intake"), words.t(intake)),
            (words.t("line-zone"), line.settings.time_zone.clone()),
        ],
        form: None,
    }
}

/// Draws a code; one that is too long for a QR code is not shown.
fn draw(text: &str) -> Option<Qr> {
    const QUIET: usize = 2;
    let code = QrCode::new(text).ok()?;
    let width = code.width();
    let colors = code.to_colors();
    let mut path = String::new();
    for (y, row) in colors.chunks(width).enumerate() {
        let mut x = 0;
        while x < width {
            let run = row.iter().skip(x).take_while(|color| **color == Color::Dark).count();
            if run > 0 {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run.max(1);
        }
    }
    Some(Qr { size: width + 2 * QUIET, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_drawn_as_runs_of_dark_modules() {
        let qr = draw("2@abc").unwrap();
        assert!(qr.path.starts_with("M2 2h7v1h-7z"));
        assert_eq!(qr.size, 25);
        assert_eq!(draw(&"x".repeat(10_000)), None);
    }
}
