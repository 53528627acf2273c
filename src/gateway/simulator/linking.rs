//! Linking the line's number, as on WhatsApp: a code to scan or to type, each good for a while.

use sha2::{Digest as _, Sha256};

use super::simulator::Simulator;
use crate::domain::capabilities::Capabilities;
use crate::domain::ids::Timestamp;
use crate::domain::inbound::Connection;
use crate::domain::phone::Phone;
use crate::gateway::LinkState;

/// Letters and digits of a code that is typed: none that looks like another.
const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// How many a code has, as on WhatsApp.
const LETTERS_OF_A_CODE: usize = 8;

impl Simulator {
    /// Unlinks the line, as somebody does on its phone or in the panel: it has to be linked anew.
    pub fn unlink(&self) {
        self.lock().pairing_for = None;
        let mut faults = self.faults();
        faults.unlinked = true;
        self.set_faults(faults);
    }

    /// The line's phone scans the code that the panel shows.
    pub fn scan(&self) {
        let mut faults = self.faults();
        faults.unlinked = false;
        self.set_faults(faults);
        self.lock().pairing_for = None;
    }

    /// A code is typed on the line's phone, in any case and with any signs between; `false` if it is not the
    /// one that is good now.
    pub fn type_code(&self, typed: &str) -> bool {
        let clean = |text: &str| {
            let letters = text.chars().filter(char::is_ascii_alphanumeric);
            letters.map(|c| c.to_ascii_uppercase()).collect::<String>()
        };
        let right = self.how_linked().pairing.is_some_and(|code| clean(&code) == clean(typed));
        if right {
            self.scan();
        }
        right
    }

    /// From now on there is a code to type for this number, as long as the line is not linked.
    pub(super) fn pair_with(&self, phone: &Phone) {
        self.lock().pairing_for = Some(phone.clone());
        self.signal();
    }

    /// How the link stands, with the codes that are good now.
    pub(super) fn how_linked(&self) -> LinkState {
        let now = self.now();
        let state = self.lock();
        let connection = state.network.connection();
        if connection != Connection::WaitingForQr {
            return LinkState::of(connection);
        }
        let turn = turn(now);
        let own = state.network.own().phone.as_ref().map(Phone::digits).unwrap_or_default();
        let pairing = state.pairing_for.as_ref().map(|phone| code(phone.digits(), turn));
        LinkState {
            connection,
            qr: Some(format!("2@{},{turn},simulador", code(own, turn))),
            pairing,
        }
    }
}

/// Which code it is the time of.
fn turn(now: Timestamp) -> i64 {
    now.0 / Capabilities::ALL.qr_lasts_ms
}

fn code(number: &str, turn: i64) -> String {
    let hash = Sha256::digest(format!("{number} {turn}"));
    let letters = hash.iter().take(LETTERS_OF_A_CODE).map(|byte| {
        let at = usize::from(byte % 32);
        char::from(LETTERS.get(at).copied().unwrap_or(b'A'))
    });
    letters.collect()
}
