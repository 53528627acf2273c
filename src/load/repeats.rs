//! The one repetition that Relevo allows itself: on a gateway without ids made by its client, a message whose
//! fate a crash or a broken connection left open is sent again. It is the last one of its chat, for the
//! next one waits until it is on disk as sent.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::cast::Place;
use super::event::Sent;
use super::said::Said;

#[derive(Debug, Clone, Copy)]
struct Last {
    words: u64,
    life: u32,
    untold: bool,
}

/// The last message of each chat.
#[derive(Debug, Default)]
pub struct Repeats {
    last: HashMap<Place, Last>,
}

impl Repeats {
    /// Takes a message in; whether it repeats the last one of its chat and the server had no way to know.
    pub fn is_one(&mut self, place: Place, sent: &Sent, said: Said) -> bool {
        let mut hasher = DefaultHasher::new();
        match said {
            // It may have been edited meanwhile: then it comes with its new words.
            Said::Words(stamp) => stamp.token.to_string().hash(&mut hasher),
            Said::Edited(_)
            | Said::Gone
            | Said::Announcement { .. }
            | Said::Addition { .. }
            | Said::Assigned { .. }
            | Said::Taken { .. }
            | Said::Busy
            | Said::ClosedInGroup { .. }
            | Said::Header { .. }
            | Said::Closed { .. }
            | Said::Placed { .. }
            | Said::Goodbye { .. }
            | Said::Overdue
            | Said::Other => (&sent.text, &sent.quote).hash(&mut hasher),
        }
        let now = Last { words: hasher.finish(), life: sent.life, untold: sent.untold };
        let before = self.last.insert(place, now);
        before.is_some_and(|before| {
            before.words == now.words && (before.untold || before.life < now.life)
        })
    }

    /// Forgets a chat.
    pub fn forget(&mut self, place: Place) {
        self.last.remove(&place);
    }
}
