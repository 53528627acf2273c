//! Letters that change letters: what is taken back, replaced or reworded before it has left.

use super::{Courier, Queue, post_of};
use crate::domain::cargo::Cargo;
use crate::domain::event::Event;
use crate::domain::ids::{ChatId, SendId, TicketNo};
use crate::domain::message::{CopyIs, OfferOver, PostLost, Reworded, SettleLetter, Tell};
use crate::domain::message_map::Carried;
use crate::domain::outcome::{Letter, Outcome, Purpose};

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
        match (letter.purpose, &letter.cargo) {
            (
                Purpose::ChangeForSlot { ticket, seq, .. }
                | Purpose::ChangeForCustomer { ticket, seq, .. },
                Some(cargo),
            ) => {
                let (waiting, is_all) = copies(queue, letter.purpose, ticket, seq);
                match (cargo, waiting.as_slice()) {
                    (Cargo::Revoke { .. }, [_, ..]) => {
                        // The other side never sees it, or no more of it than has left.
                        self.withdraw(&chat, &waiting, outcome);
                        if !is_all {
                            return Some(letter);
                        }
                    }
                    (Cargo::Edit { text, .. }, [only]) if is_all => {
                        let words = text.clone();
                        if let Some(after) = self.replace_words(&chat, *only, &words, outcome) {
                            let follows = Letter { cargo: None, text: after, ..letter };
                            let (send, text) = (follows.id, follows.text.clone());
                            outcome.events.push(Event::Reworded { send, text, cargo: None });
                            return Some(follows);
                        }
                    }
                    (Cargo::Edit { of, .. }, _) => {
                        // Of several edits that wait only the latest counts.
                        let older = queue.untried().filter(|other| {
                            other.purpose == letter.purpose
                                && matches!(&other.cargo, Some(Cargo::Edit { of: same, .. }) if same == of)
                        });
                        let older: Vec<SendId> = older.map(|letter| letter.id).collect();
                        self.withdraw(&chat, &older, outcome);
                        return Some(letter);
                    }
                    (Cargo::React { of, .. }, _) => {
                        let older = queue.untried().filter(|other| {
                            other.purpose == letter.purpose
                                && matches!(&other.cargo, Some(Cargo::React { of: same, .. }) if same == of)
                        });
                        let older: Vec<SendId> = older.map(|letter| letter.id).collect();
                        self.withdraw(&chat, &older, outcome);
                        return Some(letter);
                    }
                    _ => return Some(letter),
                }
                outcome.events.push(Event::Withdrawn { send: letter.id, purpose: letter.purpose });
                None
            }
            (Purpose::Addition { ticket, .. }, _) => {
                let older: Vec<SendId> = queue
                    .untried()
                    .filter(|other| matches!(other.purpose, Purpose::Addition { ticket: of, .. } if of == ticket))
                    .map(|letter| letter.id)
                    .collect();
                self.withdraw(&chat, &older, outcome);
                Some(letter)
            }
            _ => Some(letter),
        }
    }

    /// A ticket is nobody's to take any more: what still offers it need not leave.
    pub fn offer_over(&mut self, msg: OfferOver) -> Outcome {
        let OfferOver { ticket, chat } = msg;
        let is_offer = |purpose: Purpose| match purpose {
            Purpose::Announcement { ticket: offered, .. }
            | Purpose::Addition { ticket: offered, .. } => offered == ticket,
            Purpose::ToSlot { .. }
            | Purpose::ToCustomer { .. }
            | Purpose::ChangeForSlot { .. }
            | Purpose::ChangeForCustomer { .. }
            | Purpose::Answer
            | Purpose::AskReady { .. }
            | Purpose::Alert
            | Purpose::Mark => false,
        };
        let mut outcome = Outcome::default();
        if let Some(queue) = self.chats.get(&chat) {
            let offers = queue.untried().filter(|letter| is_offer(letter.purpose));
            let offers: Vec<SendId> = offers.map(|letter| letter.id).collect();
            self.withdraw(&chat, &offers, &mut outcome);
        }
        outcome
    }

    /// An admin tries a message again that was given up, or throws it away.
    pub fn settle_letter(&mut self, msg: SettleLetter) -> Outcome {
        let SettleLetter { letter, again, receipt } = msg;
        let mut outcome = Outcome::done(receipt);
        let is_here = self
            .chats
            .get(&letter.chat)
            .is_some_and(|queue| queue.letters.iter().any(|other| other.id == letter.id));
        if is_here {
            return outcome;
        }
        if !again {
            outcome.events.push(Event::Discarded { send: letter.id });
            return outcome;
        }
        if let Some((group, _)) = post_of(letter.purpose) {
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
        match purpose {
            Purpose::ToSlot { slot, .. } | Purpose::ToCustomer { slot, .. } => {
                Some(Tell::Slot(slot, Reworded { purpose, why }.into()))
            }
            Purpose::ChangeForSlot { .. }
            | Purpose::ChangeForCustomer { .. }
            | Purpose::Answer
            | Purpose::Announcement { .. }
            | Purpose::Addition { .. }
            | Purpose::AskReady { .. }
            | Purpose::Alert
            | Purpose::Mark => None,
        }
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
            if let Some((group, _)) = post_of(letter.purpose) {
                outcome.tells.push(Tell::Group(group, PostLost.into()));
            }
            outcome.tells.extend(copy_is(letter.purpose, Carried::Withdrawn));
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
    match purpose {
        Purpose::ToSlot { slot, .. } | Purpose::ToCustomer { slot, .. } => {
            let copy = purpose.copy()?;
            Some(Tell::Slot(slot, CopyIs { copy, carried }.into()))
        }
        Purpose::ChangeForSlot { .. }
        | Purpose::ChangeForCustomer { .. }
        | Purpose::Answer
        | Purpose::Announcement { .. }
        | Purpose::Addition { .. }
        | Purpose::AskReady { .. }
        | Purpose::Alert
        | Purpose::Mark => None,
    }
}

/// The untried letters that carry a message over, to the side that this change is for; and whether they are all
/// of it: no part has left, or may have.
fn copies(queue: &Queue, change: Purpose, ticket: TicketNo, seq: u32) -> (Vec<SendId>, bool) {
    let of_message = |purpose: Purpose| {
        purpose.copy().is_some_and(|copy| copy.ticket == ticket && copy.seq == seq)
            && matches!(
                (change, purpose),
                (Purpose::ChangeForSlot { .. }, Purpose::ToSlot { .. })
                    | (Purpose::ChangeForCustomer { .. }, Purpose::ToCustomer { .. })
            )
    };
    let total = queue.letters.iter().filter(|letter| of_message(letter.purpose)).count();
    let untried: Vec<&Letter> =
        queue.untried().filter(|letter| of_message(letter.purpose)).collect();
    let has_first =
        untried.iter().any(|letter| letter.purpose.copy().is_some_and(|copy| copy.part == 0));
    let is_all = has_first && untried.len() == total;
    (untried.into_iter().map(|letter| letter.id).collect(), is_all)
}
