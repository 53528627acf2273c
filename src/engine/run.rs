//! A running line: built from the store, taken down, built again.

use std::sync::{Arc, RwLock};

use actix::Arbiter;
use serde::Serialize;

use super::house::House;
use crate::domain::ids::LineId;
use crate::domain::inbound::Connection;
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
}

/// How a line's connection stands, and what helps to bring it up.
#[derive(Debug, Clone, Default)]
pub struct LinkView {
    /// The state.
    pub connection: Connection,
    /// The QR code to scan.
    pub qr: Option<String>,
}

/// A line in one epoch.
pub struct LineRun {
    /// What its owners share.
    pub house: Arc<House>,
    /// Its way to WhatsApp.
    pub gateway: Arc<dyn Gateway>,
    link: Arc<RwLock<LinkView>>,
    pub(super) arbiter: Arbiter,
}

impl LineRun {
    pub(super) fn new(
        house: Arc<House>,
        gateway: Arc<dyn Gateway>,
        link: Arc<RwLock<LinkView>>,
        arbiter: Arbiter,
    ) -> Self {
        Self { house, gateway, link, arbiter }
    }

    /// Notes the connection's state, and logs a change of it.
    pub fn set_connection(&self, state: Connection, reason: Option<&str>) {
        let Ok(mut link) = self.link.write() else { return };
        if link.connection != state {
            tracing::info!(
                line.id = self.house.line.0,
                ?state,
                reason,
                "the line's connection changed"
            );
            link.connection = state;
        }
        if state == Connection::Connected {
            link.qr = None;
        }
    }

    /// Notes the QR code to scan.
    pub fn set_qr(&self, qr: Option<String>) {
        if let Ok(mut link) = self.link.write() {
            link.qr = qr;
        }
    }

    /// How the connection stands.
    #[must_use]
    pub fn link(&self) -> LinkView {
        self.link.read().map(|link| link.clone()).unwrap_or_default()
    }
}
