//! What people who read alerts want of a ticket that they know by its number, and what all main groups are told.

use super::{Line, Route};
use crate::domain::acts::{By, Deed};
use crate::domain::message::{ActOnCase, Denied, Give, Holder, Proclaim, Tell};
use crate::domain::outcome::{Outcome, Receipt};
use crate::domain::refusal::Refusal;
use crate::domain::settings::GroupKind;

impl Line {
    /// A ticket goes to an agent, whether it is pending or somebody has it.
    pub fn give(&mut self, msg: Give) -> Outcome {
        let Give { ticket, agent, by, receipt } = msg;
        let found = self.customers.iter().find_map(|(id, known)| match known.route {
            Route::Held(Holder::Group(_, held)) if held == ticket => {
                Some((*id, Deed::Assign { agent }))
            }
            Route::Held(Holder::Slot(_, held)) if held == ticket => {
                Some((*id, Deed::Transfer { agent }))
            }
            Route::Held(_) | Route::Moving { .. } => None,
        });
        let Some((customer, deed)) = found else {
            return deny(&by, receipt, Refusal::NotOpen { ticket });
        };
        self.act(ActOnCase { customer, ticket, deed, by, reason: None, receipt })
    }

    /// Something is said in each main group where tickets are announced.
    pub fn proclaim(&mut self, msg: &Proclaim) -> Outcome {
        let mut outcome = Outcome::default();
        let places = self.places.iter().filter(|(_, place)| place.kind != GroupKind::Supervisor);
        for chat in places.filter_map(|(group, _)| self.group_chats.get(group)) {
            outcome.say(chat, msg.notice.clone());
        }
        outcome
    }
}

/// Whoever acts is told no: in the panel, or where alerts are read.
pub(super) fn deny(by: &By, receipt: Receipt, refusal: Refusal) -> Outcome {
    match by {
        By::Supervisor { .. } => {
            let denied = Denied { refusal, receipt };
            Outcome { tells: vec![Tell::Supervisor(denied.into())], ..Outcome::default() }
        }
        By::Agent(_) | By::Panel { .. } | By::Limit => Outcome::refuse(receipt, refusal),
    }
}
