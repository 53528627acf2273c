//! A running line: built from the store, taken down, built again.

use std::sync::{Arc, RwLock};

use actix::Arbiter;
use serde::Serialize;
use tokio::sync::mpsc;

use super::house::House;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::inbound::Connection;
use crate::domain::message::{LinkIs, Tell};
use crate::domain::settings::LineSettings;
use crate::gateway::{Capabilities, Gateway};

/// Which provider a line uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum GatewayKind {
    /// The built-in WhatsApp that needs no WhatsApp.
    Simulator,
    /// Evolution API v2.
    Evolution,
}

impl GatewayKind {
    /// The name in the database.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Simulator => "simulator",
            Self::Evolution => "evolution",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "simulator" => Some(Self::Simulator),
            "evolution" => Some(Self::Evolution),
            _ => None,
        }
    }
}

/// A line as the panel shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct LineInfo {
    /// Its number.
    pub id: LineId,
    /// Its name.
    pub name: String,
    /// Its provider.
    pub gateway: GatewayKind,
    /// How the connection stands.
    pub connection: Connection,
    /// Its settings.
    pub settings: LineSettings,
    /// What its provider can do.
    pub capabilities: Capabilities,
    /// The QR code to scan, where one is waiting.
    pub qr: Option<String>,
    /// Whether it is in service. One that is not neither receives nor sends; what it has done stays.
    pub active: bool,
}

/// How a line's connection stands, and what helps to bring it up.
#[derive(Debug, Clone, Default)]
pub struct LinkView {
    /// The state.
    pub connection: Connection,
    /// The QR code to scan.
    pub qr: Option<String>,
    /// Until when the QR code can be scanned; the gateway brings another one then.
    pub qr_until: Option<Timestamp>,
    /// The code to type on the line's phone, in place of scanning.
    pub pairing: Option<Pairing>,
    /// When the gateway last reported something by itself.
    pub heard_at: Option<Timestamp>,
}

/// A code that links the line's phone when it is typed there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pairing {
    /// The code: eight letters and digits.
    pub code: String,
    /// Until when it can be used.
    pub until: Timestamp,
}

/// A line's connection changed, for who keeps its history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Which line.
    pub line: LineId,
    /// When.
    pub at: Timestamp,
    /// What it is now.
    pub state: Connection,
    /// Why, where the gateway said so.
    pub detail: Option<String>,
}

/// A line in one epoch.
pub struct LineRun {
    /// What its owners share.
    pub house: Arc<House>,
    /// Its way to WhatsApp.
    pub gateway: Arc<dyn Gateway>,
    link: Arc<RwLock<LinkView>>,
    changed: mpsc::UnboundedSender<Changed>,
    pub(super) arbiter: Arbiter,
}

impl LineRun {
    pub(super) fn new(
        house: Arc<House>,
        gateway: Arc<dyn Gateway>,
        link: Arc<RwLock<LinkView>>,
        changed: mpsc::UnboundedSender<Changed>,
        arbiter: Arbiter,
    ) -> Self {
        Self { house, gateway, link, changed, arbiter }
    }

    /// Notes the connection's state, and logs a change of it. The answer is whether it counts: a line that
    /// waits for somebody to scan is «connecting» all the while.
    pub fn set_connection(&self, state: Connection, reason: Option<&str>) -> bool {
        let Ok(mut link) = self.link.write() else { return false };
        if state == Connection::Connecting && link.connection == Connection::WaitingForQr {
            return false;
        }
        if link.connection != state {
            tracing::info!(
                line.id = self.house.line.0,
                ?state,
                reason,
                "the line's connection changed"
            );
            link.connection = state;
            let change = Changed {
                line: self.house.line,
                at: self.house.clock.now(),
                state,
                detail: reason.map(str::to_owned),
            };
            if self.changed.send(change).is_err() {
                tracing::debug!(line.id = self.house.line.0, "the connection changed at the end");
            }
            // Told again when the line has started, if it has not.
            let is = LinkIs { state };
            self.house.directory.tell(Tell::Supervisor(is.into()), &self.house);
        }
        match state {
            Connection::Connected | Connection::Disconnected => {
                (link.qr, link.qr_until, link.pairing) = (None, None, None);
            }
            Connection::Connecting | Connection::WaitingForQr => {}
        }
        true
    }

    /// Notes the QR code to scan, and the code to type where there is one.
    pub fn set_codes(&self, qr: Option<String>, pairing: Option<String>) {
        let until = self.house.clock.now().plus(self.gateway.capabilities().qr_lasts_ms);
        let Ok(mut link) = self.link.write() else { return };
        if let Some(qr) = qr.filter(|qr| link.qr.as_ref() != Some(qr)) {
            link.qr = Some(qr);
            link.qr_until = Some(until);
            // It goes with the code to scan; who has one asked for gets the next one with the next.
            link.pairing = None;
        }
        if let Some(code) = pairing
            && link.pairing.as_ref().is_none_or(|known| known.code != code)
        {
            link.pairing = Some(Pairing { code, until: link.qr_until.unwrap_or(until) });
        }
    }

    /// Notes that the gateway reports.
    pub fn heard(&self) {
        let now = self.house.clock.now();
        if let Ok(mut link) = self.link.write() {
            link.heard_at = Some(now);
        }
    }

    /// How the connection stands.
    #[must_use]
    pub fn link(&self) -> LinkView {
        self.link.read().map(|link| link.clone()).unwrap_or_default()
    }
}
