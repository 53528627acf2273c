//! What people ask of Relevo in words, and how a line that asks back is set.

use fastrand::Rng;
use relevo::domain::closing::{Closing, Usual};
use relevo::domain::notice::Notice;
use relevo::domain::record::Record;

use super::check::Model;

/// Some lines ask how it was, and some are impatient.
pub fn closing(rng: &mut Rng) -> Closing {
    let impatient = rng.bool();
    let reasons = ["Resuelto", "Cable cortado"].map(str::to_owned).into();
    let usual = Usual { reasons, no_answer: "Sin respuesta".into() };
    Closing {
        rating: rng.u8(0..4) > 0,
        rating_comment: rng.u8(0..4) > 0,
        rating_every_ms: if rng.u8(0..4) == 0 { 3_600_000 } else { 0 },
        reason_required: rng.u8(0..4) == 0,
        silence_ms: if impatient { 120_000 } else { 0 },
        silence_close_ms: 60_000,
        usual: usual.into(),
        ..Closing::default()
    }
}

/// What an agent asks for in a personal group.
pub fn in_slot(rng: &mut Rng, disk: &Record, said: u64) -> String {
    let agent = disk.agents.values().nth(rng.usize(0..disk.agents.len().max(1)));
    let group = disk.groups.values().nth(rng.usize(0..disk.groups.len().max(1)));
    let agent = agent.map(|agent| agent.name.clone()).unwrap_or_default();
    let group = group.map(|group| group.name.clone()).unwrap_or_default();
    match rng.u8(0..14) {
        0 => format!("/nota n:{said}"),
        1..=3 => format!("/transferir {agent}, r:{said}"),
        4 => format!("/transfer {group}"),
        5 => "/transferir nadie de acá".to_owned(),
        6 => "/transferir ventas".to_owned(),
        7 | 8 => format!("/devolver r:{said}"),
        9 | 13 => format!("/escalar r:{said}"),
        10 => "/estado".to_owned(),
        11 => "/agentes".to_owned(),
        _ => "/fin".to_owned(),
    }
}

/// What an agent asks for in a main group.
pub fn in_group(rng: &mut Rng) -> String {
    ["/estado", "/equipe", "/HELP", "/fin"][rng.usize(0..4)].to_owned()
}

impl Model {
    /// An answer to one of these is in a chat.
    pub fn count_answer(&mut self, notice: &Notice) {
        match notice {
            Notice::QueueNow { .. } => self.count("queue"),
            Notice::TeamNow { .. } => self.count("team"),
            Notice::UnknownDestination { .. }
            | Notice::ManyDestinations { .. }
            | Notice::NoDestination { .. } => self.count("who is meant?"),
            Notice::HelpAsked { .. } => self.count("help asked"),
            _ => {}
        }
    }
}
