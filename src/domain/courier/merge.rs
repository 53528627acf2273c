//! Letters that change letters: what is taken back, replaced or reworded before it has left.

use super::{Courier, Queue, SHOWN_MOST};
use crate::domain::cargo::Cargo;
use crate::domain::event::Event;
use crate::domain::ids::{ChatId, SendId, Timestamp};
use crate::domain::message::{
    CopyIs, OfferOver, PostLost, Reworded, SettleLetter, Tell, WarningIs,
};
use crate::domain::message_map::Carried;
use crate::domain::outcome::{Letter, Outcome};
use crate::domain::purpose::Purpose;

/// The longest text below a file that every gateway takes, in characters.
const CAPTION_MOST: usize = 1_024;

impl Queue {
    /// The letters that nobody has tried to send.
    fn untried(&self) -> impl Iterator<Item = &Letter> {
        let on_its_way = usize::from(self.in_flight);
        let waiting = self.letters.iter().skip(on_its_way);
        waiting.filter(|letter| letter.attempts == 0 && self.suspect != Some(letter.id))
    }

    fn untried_mut(&mut self, id: SendId) -> Option<&mut Letter> {
        self.letters.iter_mut().find(|letter| letter.id == id)
    }
}

impl Courier {
    /// Does what a new letter does to those that still wait in its chat. Gives it back if it has to be sent
    /// itself.
    pub(super) fn merge(&mut self, letter: Letter, outcome: &mut Outcome) -> Option<Letter> {
        let Some(queue) = self.chats.get(&letter.chat) else { return Some(letter) };
        let chat = letter.chat.clone();
        let purpose = letter.purpose;
        match &letter.cargo {
            // The other side never sees it, or no more of it than has left.
            Some(Cargo::Revoke { .. }) => {
                let (waiting, is_all) = copies(queue, purpose);
                self.withdraw(&chat, &waiting, outcome);
                if waiting.is_empty() || !is_all || self.was_shown(purpose) {
                    return Some(letter);
                }
                outcome.events.push(Event::Withdrawn { send: letter.id, purpose });
                return None;
            }
            Some(Cargo::Edit { text, .. }) => {
                if let (waiting, true) = copies(queue, purpose)
                    && let [only] = *waiting
                {
                    let words = text.clone();
                    let follows = self.replace_words(&chat, only, &words, outcome);
                    return said_after(letter, follows, outcome);
                }
            }
            Some(Cargo::React { .. }) => {}
            Some(Cargo::File { .. } | Cargo::Location { .. } | Cargo::Contacts { .. }) | None => {
                if !matches!(purpose, Purpose::Addition { .. }) {
                    return Some(letter);
                }
            }
        }
        let overtaken = queue.untried().filter(|other| is_overtaken(other, &letter));
        let overtaken: Vec<SendId> = overtaken.map(|letter| letter.id).collect();
        self.withdraw(&chat, &overtaken, outcome);
        Some(letter)
    }

    /// A customer's message is in a slot from now on.
    pub(super) fn remember_shown(&mut self, purpose: Purpose) {
        if let Purpose::ToSlot { slot, ticket, seq, .. } = purpose {
            self.shown.push_back((slot, ticket, seq));
            if self.shown.len() > SHOWN_MOST {
                self.shown.pop_front();
            }
        }
    }

    /// Whether the message that `change` is about is in its slot, although it waits to be shown there: the case was
    /// elsewhere in between.
    fn was_shown(&self, change: Purpose) -> bool {
        let Purpose::ChangeForSlot { slot, ticket, seq } = change else { return false };
        self.shown.contains(&(slot, ticket, seq))
    }

    /// A ticket waits no longer: what still says so need not leave.
    pub fn offer_over(&mut self, msg: OfferOver) -> Outcome {
        let OfferOver { ticket, chat } = msg;
        let mut outcome = Outcome::default();
        if let Some(queue) = self.chats.get(&chat) {
            let lapses = |letter: &&Letter| letter.purpose.lapses_with() == Some(ticket);
            let over = queue.untried().filter(lapses);
            let over: Vec<SendId> = over.map(|letter| letter.id).collect();
            self.withdraw(&chat, &over, &mut outcome);
        }
        outcome
    }

    /// An admin tries a message again that was given up, or throws it away.
    pub fn settle_letter(&mut self, msg: SettleLetter) -> Outcome {
        let SettleLetter { letter, again, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        if !self.settled.insert(letter.id) {
            return outcome;
        }
        if !again {
            outcome.events.push(Event::Discarded { send: letter.id });
            return outcome;
        }
        if let Some((group, _)) = letter.purpose.post() {
            outcome.tells.push(Tell::Group(group, crate::domain::message::PostExpected.into()));
        }
        outcome.tells.extend(copy_is(letter.purpose, Carried::Waiting));
        // It is queued once that is on disk.
        outcome.events.push(Event::Revived { letter });
        outcome
    }

    /// What cannot be carried as what it is goes in words; where there are none, not at all.
    pub(super) fn reword(&mut self, chat: &ChatId, id: SendId, why: String) -> Outcome {
        let mut outcome = Outcome::default();
        let Some(queue) = self.chats.get_mut(chat) else { return outcome };
        let Some(letter) = queue.letters.front_mut().filter(|letter| letter.id == id) else {
            return outcome;
        };
        if letter.text.trim().is_empty() {
            return self.withdraw_first(chat, id);
        }
        letter.cargo = None;
        letter.attempts = 0;
        let text = letter.text.clone();
        outcome.events.push(Event::Reworded { send: id, text, cargo: None });
        self.in_words.insert(id, why);
        self.line_up(chat);
        outcome
    }

    /// A letter is on WhatsApp. Who wrote what went in words is told so only now: the words may not arrive either,
    /// and then that is what has to be told.
    pub(super) fn told_in_words(&mut self, id: SendId, purpose: Purpose) -> Option<Tell> {
        let why = self.in_words.remove(&id)?;
        let (slot, _) = purpose.slot_copy()?;
        Some(Tell::Slot(slot, Reworded { purpose, why }.into()))
    }

    /// The first letter of a chat is not sent after all.
    pub(super) fn withdraw_first(&mut self, chat: &ChatId, id: SendId) -> Outcome {
        let mut outcome = Outcome::default();
        self.withdraw(chat, &[id], &mut outcome);
        outcome
    }

    fn withdraw(&mut self, chat: &ChatId, letters: &[SendId], outcome: &mut Outcome) {
        let Some(queue) = self.chats.get_mut(chat) else { return };
        for id in letters {
            let Some(at) = queue.letters.iter().position(|letter| letter.id == *id) else {
                continue;
            };
            let Some(letter) = queue.letters.remove(at) else { continue };
            self.letters -= 1;
            self.in_words.remove(&letter.id);
            if let Some((group, _)) = letter.purpose.post() {
                outcome.tells.push(Tell::Group(group, PostLost.into()));
            }
            outcome.tells.extend(copy_is(letter.purpose, Carried::Withdrawn));
            outcome.tells.extend(warning_is(letter.purpose, None));
            outcome.events.push(Event::Withdrawn { send: letter.id, purpose: letter.purpose });
        }
        if queue.is_done() {
            self.chats.remove(chat);
        } else {
            self.line_up(chat);
        }
    }

    /// Gives a letter other words. Gives back those that have no room in it, to follow it.
    fn replace_words(
        &mut self,
        chat: &ChatId,
        id: SendId,
        words: &str,
        outcome: &mut Outcome,
    ) -> Option<String> {
        let letter = self.chats.get_mut(chat).and_then(|queue| queue.untried_mut(id))?;
        let mut follows = None;
        if let Some(Cargo::File { caption, .. }) = &mut letter.cargo {
            // The words that stand for the file say the old caption too.
            let old = caption.take().unwrap_or_default();
            let said: Vec<&str> = letter
                .text
                .lines()
                .filter(|line| !old.lines().any(|other| other == *line))
                .collect();
            let fits = words.chars().count() <= CAPTION_MOST;
            let below = if fits { words } else { "" };
            let told = said.into_iter().chain((!below.is_empty()).then_some(below));
            letter.text = told.collect::<Vec<_>>().join("\n");
            *caption = (!below.is_empty()).then(|| below.to_owned());
            follows = (!fits).then(|| words.to_owned());
        } else {
            letter.text = words.to_owned();
        }
        let (text, cargo) = (letter.text.clone(), letter.cargo.clone());
        outcome.events.push(Event::Reworded { send: id, text, cargo });
        follows
    }
}

/// For the slot of a message that is carried over: what became of it.
pub(super) fn copy_is(purpose: Purpose, carried: Carried) -> Option<Tell> {
    let (slot, copy) = purpose.slot_copy()?;
    Some(Tell::Slot(slot, CopyIs { copy, carried }.into()))
}

/// For the slot of a case: what became of the warning to its customer.
pub(super) fn warning_is(purpose: Purpose, left: Option<Timestamp>) -> Option<Tell> {
    let (slot, ticket, seq) = purpose.warning()?;
    Some(Tell::Slot(slot, WarningIs { ticket, seq, left }.into()))
}

/// The untried letters that carry over the message which `change` is about; and whether they are all of it: no
/// part has left, or may have.
fn copies(queue: &Queue, change: Purpose) -> (Vec<SendId>, bool) {
    let is_part = |letter: &&Letter| letter.purpose.is_changed_by(change);
    let total = queue.letters.iter().filter(is_part).count();
    let untried: Vec<&Letter> = queue.untried().filter(is_part).collect();
    let has_first =
        untried.iter().any(|letter| letter.purpose.copy().is_some_and(|copy| copy.part == 0));
    let is_all = has_first && untried.len() == total;
    (untried.into_iter().map(|letter| letter.id).collect(), is_all)
}

/// Whether a letter that waits has no meaning once `latest` comes: of several edits or reactions, and of several
/// notes that a customer wrote more, only the last counts.
fn is_overtaken(waiting: &Letter, latest: &Letter) -> bool {
    let is_same = match (&waiting.cargo, &latest.cargo) {
        (Some(Cargo::Edit { of, .. }), Some(Cargo::Edit { of: same, .. }))
        | (Some(Cargo::React { of, .. }), Some(Cargo::React { of: same, .. })) => of == same,
        _ => matches!(latest.purpose, Purpose::Addition { .. }),
    };
    is_same && waiting.purpose == latest.purpose
}

/// An edit that was made in the message itself is done, but for the words that have no room there.
fn said_after(edit: Letter, words: Option<String>, outcome: &mut Outcome) -> Option<Letter> {
    let Some(text) = words else {
        outcome.events.push(Event::Withdrawn { send: edit.id, purpose: edit.purpose });
        return None;
    };
    outcome.events.push(Event::Reworded { send: edit.id, text: text.clone(), cargo: None });
    Some(Letter { cargo: None, text, ..edit })
}
