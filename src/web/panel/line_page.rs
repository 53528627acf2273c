//! `/ajustes/lineas/nueva` and `/ajustes/lineas/{id}`: how a line is connected, how it sends, and its end.

use askama::Template;

use super::line_connect::ConnectForm;
use super::line_form::LineForm;
use super::shell::Shell;
use super::tickets::Tab;
use crate::engine::{GatewayKind, LineInfo};

/// A new line.
#[derive(Template)]
#[template(path = "panel/line_new.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct NewLinePage {
    pub shell: Shell,
    pub kinds: Vec<Tab>,
    pub kind: &'static str,
    pub about: String,
    pub form: ConnectForm,
}

impl NewLinePage {
    /// The page.
    #[must_use]
    pub fn new(mut shell: Shell, form: ConnectForm) -> Self {
        let words = shell.words;
        shell.title = words.t("lines-new");
        let kinds = [GatewayKind::Evolution, GatewayKind::Simulator].map(|kind| Tab {
            href: format!("/ajustes/lineas/nueva?tipo={}", kind.name()),
            text: super::board::gateway_name(kind, words),
            count: String::new(),
            current: kind == form.gateway,
        });
        let about = match form.gateway {
            GatewayKind::Simulator => "lines-about-simulator",
            GatewayKind::Evolution => "lines-about-evolution",
        };
        Self {
            kinds: kinds.to_vec(),
            kind: form.gateway.name(),
            about: words.t(about),
            form,
            shell,
        }
    }
}

/// A line that is there.
#[derive(Template)]
#[template(path = "panel/line.html")]
#[allow(missing_docs, reason = "as in the template")]
pub struct LinePage {
    pub shell: Shell,
    pub id: i64,
    pub name: String,
    pub gateway: String,
    pub active: bool,
    pub connect: ConnectForm,
    pub sending: LineForm,
    /// Why it cannot be taken out of service now; empty if it can.
    pub busy: String,
}

impl LinePage {
    /// The page of a line with so many open cases.
    #[must_use]
    pub fn new(
        mut shell: Shell,
        line: &LineInfo,
        connect: ConnectForm,
        sending: LineForm,
        open: u32,
    ) -> Self {
        let words = shell.words;
        shell.title.clone_from(&line.name);
        Self {
            id: line.id.0,
            name: line.name.clone(),
            gateway: super::board::gateway_name(line.gateway, words),
            active: line.active,
            connect,
            sending,
            busy: if open > 0 { words.count("lines-busy", open) } else { String::new() },
            shell,
        }
    }
}
