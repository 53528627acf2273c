//! What stands around every page: menu, line state, who is signed in.

use actix_web::HttpRequest;

use super::numbers::Numbers;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::inbound::Connection;
use crate::engine::{GatewayKind, LineInfo};
use crate::store::users::Role;
use crate::web::assets::{ASSETS, Assets};
use crate::web::error::WebError;
use crate::web::flash::{self, Banner};
use crate::web::house::Panel;
use crate::web::session::Visitor;
use crate::web::when::When;
use crate::web::words::Words;

/// Entries of the menu that a phone has at the bottom.
const SHORTCUTS: usize = 4;

/// The part of the panel that a page belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "named as in the menu")]
pub enum Section {
    Board,
    Tickets,
    Agents,
    Simulator,
    Groups,
    Lines,
    General,
    Closing,
    Templates,
    Replies,
    Users,
    Audit,
    Account,
    Help,
    Integrations,
    Statistics,
    Hours,
    Menu,
    Customers,
    Keeping,
    Rules,
}

/// An entry of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Item {
    pub href: &'static str,
    pub icon: &'static str,
    pub text: String,
    pub current: bool,
    pub count: u32,
}

impl Item {
    /// The count, as it is shown.
    #[must_use]
    pub fn shown(&self, words: &Words) -> String {
        Numbers::new(*words).open(self.count)
    }
}

/// A state in one word.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Badge {
    pub class: &'static str,
    pub text: String,
}

/// All of it.
#[derive(Debug, Clone)]
#[allow(missing_docs, reason = "as in the template")]
pub struct Shell {
    pub words: Words,
    pub title: String,
    pub company: String,
    pub user: String,
    pub role: String,
    pub csrf: String,
    pub banner: Option<Banner>,
    pub link: Option<Badge>,
    pub live: &'static str,
    pub now: Timestamp,
    pub pending: u32,
    pub refresh: bool,
    pub admin: bool,
    pub acts: bool,
    pub assets: &'static Assets,
    section: Section,
    simulated: bool,
}

impl Shell {
    /// The surroundings of a page of this section, for this visitor and line.
    ///
    /// # Errors
    /// A fault, when there is no randomness for the forms' token.
    pub fn new(
        request: &HttpRequest,
        panel: &Panel,
        visitor: &Visitor,
        line: &LineInfo,
        section: Section,
    ) -> Result<Self, WebError> {
        let words = Words(visitor.user.language);
        let (title, live) = match section {
            Section::Board => ("menu-board", "tickets agents line jobs"),
            Section::Tickets => ("menu-tickets", "tickets"),
            Section::Agents => ("menu-agents", "agents jobs groups tickets"),
            Section::Simulator => ("menu-simulator", "simulator groups agents tickets line"),
            Section::Groups => ("menu-groups", "groups jobs agents"),
            Section::Lines => ("menu-lines", "line tickets"),
            Section::General => ("menu-general", ""),
            Section::Closing => ("menu-closing", ""),
            Section::Templates => ("menu-templates", ""),
            Section::Replies => ("menu-replies", ""),
            Section::Users => ("menu-users", ""),
            Section::Audit => ("menu-audit", ""),
            Section::Account => ("menu-account", ""),
            Section::Help => ("menu-help", ""),
            Section::Integrations => ("menu-integrations", ""),
            Section::Statistics => ("menu-statistics", ""),
            Section::Hours => ("menu-hours", ""),
            Section::Menu => ("menu-menu", ""),
            Section::Customers => ("menu-customers", "tickets"),
            Section::Keeping => ("menu-keeping", ""),
            Section::Rules => ("rules-group-link", ""),
        };
        Ok(Self {
            words,
            title: words.t(title),
            company: line.settings.company.clone(),
            user: visitor.user.name.clone(),
            role: words.t(match visitor.user.role {
                Role::Admin => "role-admin",
                Role::Supervisor => "role-supervisor",
                Role::Operator => "role-operator",
            }),
            csrf: visitor.forms.form_value()?,
            banner: flash::taken(request).and_then(|flash| flash.banner(words)),
            link: Some(line_badge(line, words)),
            live,
            now: panel.now(),
            pending: 0,
            refresh: false,
            admin: visitor.must_administer().is_ok(),
            acts: visitor.must_act().is_ok(),
            assets: &ASSETS,
            section,
            simulated: panel
                .engine
                .lines()
                .iter()
                .any(|line| line.gateway == GatewayKind::Simulator),
        })
    }

    /// Surroundings without a request, for tests and benches of pages.
    #[must_use]
    pub fn bare(section: Section, line: &LineInfo, now: Timestamp) -> Self {
        let words = Words::default();
        Self {
            words,
            title: words.t("menu-board"),
            company: line.settings.company.clone(),
            user: String::from("Mariela Paz"),
            role: words.t("role-admin"),
            csrf: String::from("token"),
            banner: None,
            link: Some(line_badge(line, words)),
            live: "",
            now,
            pending: 1,
            refresh: false,
            admin: true,
            acts: true,
            assets: &ASSETS,
            section,
            simulated: true,
        }
    }

    /// A text.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.words.t(key)
    }

    /// Times, as this reader says them on this line.
    #[must_use]
    pub fn when(&self, line: &LineInfo) -> When {
        When::new(self.words, &line.settings.time_zone, self.now)
    }

    /// The main entries.
    #[must_use]
    pub fn menu(&self) -> Vec<Item> {
        let item = |section, href, icon, key, count| Item {
            href,
            icon,
            text: self.t(key),
            current: self.section == section,
            count,
        };
        let mut items = vec![
            item(Section::Board, "/tablero", "board", "menu-board", 0),
            item(Section::Tickets, "/tickets", "ticket", "menu-tickets", self.pending),
        ];
        items.push(item(Section::Customers, "/clientes", "card", "menu-customers", 0));
        if self.acts {
            items.push(item(Section::Agents, "/agentes", "people", "menu-agents", 0));
        }
        items.push(item(Section::Statistics, "/estadisticas", "chart", "menu-statistics", 0));
        if self.simulated {
            items.push(item(Section::Simulator, "/simulador", "phone", "menu-simulator", 0));
        }
        items
    }

    /// The entries that are at hand at the bottom of a phone: as many as fit in one row beside «Más».
    #[must_use]
    pub fn shortcuts(&self) -> Vec<Item> {
        let mut items = self.menu();
        items.truncate(SHORTCUTS);
        items
    }

    /// Whether the page is found behind «Más» on a phone.
    #[must_use]
    pub fn is_behind_more(&self) -> bool {
        !self.shortcuts().iter().any(|item| item.current)
    }

    /// What stands below «Ajustes», as far as the reader may see it.
    #[must_use]
    pub fn settings_menu(&self) -> Vec<Item> {
        let item = |section, href, key| Item {
            href,
            icon: "",
            text: self.t(key),
            current: self.section == section,
            count: 0,
        };
        let mut items = Vec::new();
        if self.acts {
            items.push(item(Section::Groups, "/ajustes/grupos", "menu-groups"));
            items.push(item(Section::Lines, "/ajustes/lineas", "menu-lines"));
        }
        if self.admin {
            items.push(item(Section::Hours, "/ajustes/horarios", "menu-hours"));
            items.push(item(Section::Rules, "/ajustes/reglas", "rules-group-link"));
            items.push(item(Section::Menu, "/ajustes/menu", "menu-menu"));
            items.push(item(Section::Templates, "/ajustes/mensajes", "menu-templates"));
            items.push(item(Section::Replies, "/ajustes/respuestas", "menu-replies"));
            items.push(item(Section::Closing, "/ajustes/cierre", "menu-closing"));
            items.push(item(Section::Users, "/ajustes/usuarios", "menu-users"));
            items.push(item(Section::Integrations, "/ajustes/integraciones", "menu-integrations"));
            items.push(item(Section::Keeping, "/ajustes/datos", "menu-keeping"));
            items.push(item(Section::General, "/ajustes/general", "menu-general"));
            items.push(item(Section::Audit, "/ajustes/auditoria", "menu-audit"));
        }
        items
    }

    /// The languages to change to.
    #[must_use]
    pub fn languages(&self) -> Vec<(&'static str, &'static str)> {
        self.words.others()
    }

    /// Whether the page uses the whole width.
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.section == Section::Simulator
    }

    /// Whether the page is below «Ajustes».
    #[must_use]
    pub fn in_settings(&self) -> bool {
        matches!(
            self.section,
            Section::Groups
                | Section::Lines
                | Section::General
                | Section::Closing
                | Section::Templates
                | Section::Replies
                | Section::Users
                | Section::Audit
                | Section::Integrations
                | Section::Hours
                | Section::Menu
                | Section::Keeping
                | Section::Rules
        )
    }

    /// Whether it is the page about the reader's own account.
    #[must_use]
    pub fn in_account(&self) -> bool {
        self.section == Section::Account
    }

    /// The part of the manual about this page; none on the manual's own pages.
    #[must_use]
    pub fn help(&self) -> Option<&'static str> {
        match self.section {
            Section::Board => Some("/ayuda#tablero"),
            Section::Tickets => Some("/ayuda#tickets"),
            Section::Agents => Some("/ayuda#agentes"),
            Section::Simulator => Some("/ayuda#simulador"),
            Section::Groups => Some("/ayuda#grupos"),
            Section::Lines => Some("/ayuda#lineas"),
            Section::General => Some("/ayuda#general"),
            Section::Menu => Some("/ayuda#menu-de-clientes"),
            Section::Closing => Some("/ayuda#cierre"),
            Section::Templates => Some("/ayuda#textos"),
            Section::Replies => Some("/ayuda#respuestas"),
            Section::Users => Some("/ayuda#usuarios"),
            Section::Audit => Some("/ayuda#auditoria"),
            Section::Account => Some("/ayuda#cuenta"),
            Section::Integrations => Some("/ayuda#integraciones"),
            Section::Hours => Some("/ayuda#horarios"),
            Section::Help => None,
            Section::Statistics => Some("/ayuda#estadisticas"),
            Section::Customers => Some("/ayuda#clientes"),
            Section::Keeping => Some("/ayuda#borrar"),
            Section::Rules => Some("/ayuda#esperas"),
        }
    }

    /// Whether it is the help page.
    #[must_use]
    pub fn in_help(&self) -> bool {
        self.section == Section::Help
    }
}

/// How a line stands: its connection, or that it is out of service.
#[must_use]
pub fn line_badge(line: &LineInfo, words: Words) -> Badge {
    if line.active {
        connection_badge(line.connection, words)
    } else {
        Badge { class: "badge", text: words.t("line-off") }
    }
}

/// CONECTADO, ESPERANDO QR, DESCONECTADO.
#[must_use]
pub fn connection_badge(connection: Connection, words: Words) -> Badge {
    let (class, key) = match connection {
        Connection::Connected => ("badge is-ok", "line-connected"),
        Connection::Connecting => ("badge is-wait", "line-connecting"),
        Connection::WaitingForQr => ("badge is-wait", "line-waiting-qr"),
        Connection::Disconnected => ("badge is-bad", "line-disconnected"),
    };
    Badge { class, text: words.t(key) }
}

/// The line that a request is about: `?linea=…`, else the first.
///
/// # Errors
/// [`WebError::NotFound`], when there is none.
pub fn line_of(panel: &Panel, wanted: Option<i64>) -> Result<LineInfo, WebError> {
    let mut lines = panel.engine.lines().into_iter();
    match wanted {
        Some(id) => lines.find(|line| line.id == LineId(id)),
        None => lines.next(),
    }
    .ok_or(WebError::NotFound)
}
