//! The courier's rules: what is sent next. Order within a chat, chats side by side, the line paced,
//! relays before announcements before alerts; what fails is tried again, later and later.

mod merge;
mod pace;
mod queue;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use super::cargo::Cargo;
use super::event::Event;
use super::ids::{ChatId, SendId, SlotId, TicketNo, Timestamp, WaId};
use super::inbound::Connection;
use super::message::{CopyKnown, CopySent, NotDelivered, PostLost, Posted, Tell};
use super::message_map::Carried;
use super::outcome::{Letter, Outcome};
use super::settings::LineSettings;

use pace::Pace;
use queue::{Queue, Turn};

/// Messages on the way to the gateway at the same time.
const PARALLEL: usize = 64;
/// Files among them: one may take minutes to be brought and sent, and texts must not wait for that.
const FILES_AT_ONCE: usize = 16;
/// The first wait after a failure (milliseconds); it doubles.
const RETRY_FIRST_MS: i64 = 2_000;
/// The longest wait between two tries (milliseconds).
const RETRY_MOST_MS: i64 = 10 * 60_000;
/// A message that failed this often for a passing reason is given up.
pub const TRIES_MOST: u32 = 30;

/// Messages shown in slots that are remembered.
const SHOWN_MOST: usize = 1_024;
/// A file that could not be had this often, while others got through, is told in words: about two minutes.
const FILE_TRIES_MOST: u32 = 6;

/// Why a message was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// A passing reason: try again.
    #[error("try again: {0}")]
    Again(String),
    /// The line is not connected: try again once it is.
    #[error("not connected: {0}")]
    NotConnected(String),
    /// It will never work.
    #[error("never: {0}")]
    Never(String),
    /// The file of the message cannot be had for now.
    #[error("the file cannot be had: {0}")]
    NoFile(String),
    /// There is nothing left to do: what it is about is not on WhatsApp.
    #[error("nothing to do: {0}")]
    Moot(String),
    /// It may have been sent: the answer was lost.
    #[error("unknown whether sent: {0}")]
    Unknown(String),
}

impl SendError {
    /// What was said: a key of [`reason`](super::reason), or the gateway's words.
    #[must_use]
    pub fn said(&self) -> &str {
        match self {
            Self::Again(said)
            | Self::NotConnected(said)
            | Self::Never(said)
            | Self::NoFile(said)
            | Self::Moot(said)
            | Self::Unknown(said) => said,
        }
    }
}

/// The courier's state.
#[derive(Debug, Clone, PartialEq)]
pub struct Courier {
    chats: BTreeMap<ChatId, Queue>,
    /// Chats whose first letter may be sent.
    ready: BTreeMap<Turn, ChatId>,
    /// Chats whose first letter has to wait for its time.
    later: BTreeSet<(Timestamp, Turn, ChatId)>,
    /// Chats whose first letter is a file, while as many as may are on their way.
    behind_files: BTreeMap<Turn, ChatId>,
    in_flight: usize,
    files_in_flight: usize,
    /// All letters, waiting or on their way.
    letters: usize,
    connection: Connection,
    paused_until: Timestamp,
    pace: Pace,
    /// When a message was last taken by the gateway.
    last_sent: Timestamp,
    /// Letters that were given up and that an admin has decided about: once for each.
    settled: BTreeSet<SendId>,
    /// Letters that go in words instead of as what they are, and why; not kept over a restart.
    in_words: BTreeMap<SendId, String>,
    /// Customers' messages that were shown in a slot of late; not kept over a restart.
    shown: VecDeque<(SlotId, TicketNo, u32)>,
    /// What the letters of the start have made of each other.
    unsaid: Outcome,
}

impl Courier {
    /// A courier with nothing to send.
    #[must_use]
    pub fn new(settings: &LineSettings, now: Timestamp) -> Self {
        Self {
            chats: BTreeMap::new(),
            ready: BTreeMap::new(),
            later: BTreeSet::new(),
            behind_files: BTreeMap::new(),
            in_flight: 0,
            files_in_flight: 0,
            letters: 0,
            connection: Connection::Connected,
            paused_until: now,
            pace: Pace::new(settings, now),
            last_sent: now,
            settled: BTreeSet::new(),
            in_words: BTreeMap::new(),
            shown: VecDeque::new(),
            unsaid: Outcome::default(),
        }
    }

    /// Takes in the letters of the store.
    pub fn restore(&mut self, letters: impl IntoIterator<Item = Letter>) {
        for letter in letters {
            let (chat, id) = (letter.chat.clone(), letter.id);
            let may_have_left = letter.not_before <= self.pace.filled_at();
            let said = self.queue([letter]);
            self.unsaid.absorb(said);
            if let Some(queue) = self.chats.get_mut(&chat)
                && may_have_left
                && queue.letters.front().is_some_and(|first| first.id == id)
            {
                queue.suspect = Some(id);
            }
        }
    }

    /// What is unfinished after a restart.
    pub fn resume(&mut self) -> Outcome {
        std::mem::take(&mut self.unsaid)
    }

    /// Messages that are on disk and may leave. One that changes another which has not left takes its place.
    pub fn queue(&mut self, letters: impl IntoIterator<Item = Letter>) -> Outcome {
        let mut outcome = Outcome::default();
        for letter in letters {
            let Some(letter) = self.merge(letter, &mut outcome) else { continue };
            let chat = letter.chat.clone();
            let queue = self.chats.entry(chat.clone()).or_default();
            queue.letters.push_back(letter);
            self.letters += 1;
            if queue.letters.len() == 1 {
                self.line_up(&chat);
            }
        }
        outcome
    }

    /// The line's connection changed.
    pub fn connection(&mut self, state: Connection, now: Timestamp) {
        self.connection = state;
        if state == Connection::Connected {
            self.paused_until = now;
        }
    }

    /// Takes over a changed pace.
    pub fn change_settings(&mut self, settings: &LineSettings) {
        self.pace.change_settings(settings);
    }

    /// How many messages wait or are on their way.
    #[must_use]
    pub fn backlog(&self) -> usize {
        self.letters
    }

    /// How many messages are on their way to the gateway.
    #[must_use]
    pub fn under_way(&self) -> usize {
        self.in_flight
    }

    /// What to send now. Each is on its way until [`Self::sent`] or [`Self::failed`].
    pub fn next(&mut self, now: Timestamp) -> Vec<Letter> {
        self.pace.refill(now);
        if self.connection == Connection::Disconnected
            || self.connection == Connection::WaitingForQr
            || self.paused_until > now
        {
            return Vec::new();
        }
        while self.later.first().is_some_and(|(at, ..)| *at <= now) {
            if let Some((_, turn, chat)) = self.later.pop_first() {
                self.ready.insert(turn, chat);
            }
        }
        let mut letters = Vec::new();
        while self.in_flight < PARALLEL && self.pace.has_room() {
            let Some((turn, chat)) = self.ready.pop_first() else { break };
            // What stood first may have been taken back since.
            let Some(queue) = self.chats.get_mut(&chat).filter(|queue| queue.is_free()) else {
                continue;
            };
            let Some(letter) = queue.letters.front() else { continue };
            if letter.not_before > now {
                self.line_up(&chat);
                continue;
            }
            if is_file(letter) {
                if self.files_in_flight >= FILES_AT_ONCE {
                    self.behind_files.insert(turn, chat);
                    continue;
                }
                self.files_in_flight += 1;
            }
            let id = letter.id;
            letters.push(letter.clone());
            queue.in_flight = true;
            self.in_flight += 1;
            self.pace.spend(id);
        }
        letters
    }

    /// The gateway has a message. The next one of its chat waits for [`Self::recorded`].
    pub fn sent(&mut self, chat: &ChatId, id: SendId, wa_id: WaId, now: Timestamp) -> Outcome {
        let Some(letter) = self.take(chat, id) else { return Outcome::default() };
        let purpose = letter.purpose;
        let mut outcome = Outcome::default();
        self.last_sent = now;
        let queue = self.chats.entry(chat.clone()).or_default();
        queue.unrecorded = Some(id);
        queue.tried_at = None;
        if let Some((slot, copy)) = purpose.slot_copy() {
            let sent = CopySent { copy, wa_id: wa_id.clone() };
            outcome.tells.push(Tell::Slot(slot, sent.into()));
            if purpose.sent_from().is_some() {
                let known = CopyKnown { wa_id: wa_id.clone(), slot };
                outcome.tells.push(Tell::Line(known.into()));
            }
        }
        outcome.tells.extend(self.told_in_words(id, purpose));
        if let Some((group, post)) = purpose.post() {
            outcome.tells.push(Tell::Group(group, Posted { post, wa_id: wa_id.clone() }.into()));
        }
        outcome.tells.extend(merge::warning_is(purpose, Some(now)));
        self.remember_shown(purpose);
        outcome.events.push(Event::Sent { send: id, chat: chat.clone(), purpose, wa_id, at: now });
        outcome
    }

    /// That a message was sent is on disk.
    pub fn recorded(&mut self, chat: &ChatId, id: SendId) {
        let Some(queue) = self.chats.get_mut(chat) else { return };
        if queue.unrecorded == Some(id) {
            queue.unrecorded = None;
            if queue.is_done() {
                self.chats.remove(chat);
            } else {
                self.line_up(chat);
            }
        }
    }

    /// A message was not sent.
    pub fn failed(
        &mut self,
        chat: &ChatId,
        id: SendId,
        error: &SendError,
        now: Timestamp,
    ) -> Outcome {
        let Some(queue) = self.chats.get_mut(chat) else { return Outcome::default() };
        let Some(letter) = queue.letters.front_mut().filter(|letter| letter.id == id) else {
            return Outcome::default();
        };
        queue.in_flight = false;
        self.in_flight -= 1;
        if is_file(letter) {
            self.files_in_flight -= 1;
            self.ready.append(&mut self.behind_files);
        }
        let said: String = error.said().chars().take(300).collect();
        let tried_before = queue.tried_at.replace(now);
        let wait = RETRY_FIRST_MS << letter.attempts.min(12);
        let until = now.plus(wait.min(RETRY_MOST_MS));
        let is_passing = match error {
            SendError::NotConnected(_) => {
                // The line's trouble, not the message's: everything waits, nothing is given up.
                self.paused_until = now.plus(RETRY_FIRST_MS * 2);
                self.line_up(chat);
                return Outcome::default();
            }
            // Given up only if others got through meanwhile: else it is the gateway's trouble.
            SendError::Again(_) | SendError::Unknown(_) => {
                letter.attempts + 1 < TRIES_MOST
                    || tried_before.is_none_or(|tried| self.last_sent < tried)
            }
            // What follows in the chat must not wait for hours for a file that nobody has.
            SendError::NoFile(_) => {
                letter.attempts + 1 < FILE_TRIES_MOST
                    || tried_before.is_none_or(|tried| self.last_sent < tried)
            }
            SendError::Never(_) => false,
            SendError::Moot(_) => return self.withdraw_first(chat, id),
        };
        if !is_passing && letter.cargo.is_some() {
            return self.reword(chat, id, said);
        }
        if !is_passing {
            return self.give_up(chat, id, said, now);
        }
        letter.attempts += 1;
        letter.not_before = until;
        let delayed =
            Event::SendDelayed { send: id, attempts: letter.attempts, until, error: said };
        self.line_up(chat);
        Outcome { events: vec![delayed], ..Outcome::default() }
    }

    /// When something may be sent that may not now.
    #[must_use]
    pub fn next_deadline(&self, now: Timestamp) -> Option<Timestamp> {
        if self.connection == Connection::Disconnected
            || self.connection == Connection::WaitingForQr
            || self.in_flight >= PARALLEL
        {
            return None;
        }
        let first = match (self.ready.is_empty(), self.later.first()) {
            (false, _) => now,
            (true, Some((at, ..))) => *at,
            (true, None) => return None,
        };
        Some(first.max(self.pace.room_at(now)).max(self.paused_until))
    }

    /// Nobody tries any more. What an agent wrote is given up by its slot, in one breath with telling the agent.
    fn give_up(&mut self, chat: &ChatId, id: SendId, error: String, now: Timestamp) -> Outcome {
        let Some(letter) = self.pop(chat, id) else { return Outcome::default() };
        self.line_up(chat);
        self.in_words.remove(&id);
        // Another decision about it counts again.
        self.settled.remove(&id);
        let purpose = letter.purpose;
        let mut outcome = Outcome::default();
        if let Some(slot) = purpose.sent_from() {
            let excerpt = super::main_group::cut(&letter.text, 60);
            let told = NotDelivered { send: id, purpose, at: now, excerpt, why: error };
            outcome.tells.push(Tell::Slot(slot, told.into()));
            return outcome;
        }
        if let Some((group, _)) = purpose.post() {
            outcome.tells.push(Tell::Group(group, PostLost.into()));
        }
        outcome.tells.extend(merge::copy_is(purpose, Carried::Failed));
        outcome.tells.extend(merge::warning_is(purpose, None));
        outcome.events.push(Event::SendFailed { send: id, purpose, at: now, error });
        outcome
    }

    fn take(&mut self, chat: &ChatId, id: SendId) -> Option<Letter> {
        let queue = self.chats.get_mut(chat)?;
        if !queue.in_flight || queue.letters.front()?.id != id {
            return None;
        }
        queue.in_flight = false;
        self.in_flight -= 1;
        let letter = self.pop(chat, id)?;
        if is_file(&letter) {
            self.files_in_flight -= 1;
            self.ready.append(&mut self.behind_files);
        }
        Some(letter)
    }

    fn pop(&mut self, chat: &ChatId, id: SendId) -> Option<Letter> {
        let queue = self.chats.get_mut(chat)?;
        let is_first = queue.letters.front().is_some_and(|letter| letter.id == id);
        let letter = if is_first { queue.pop() } else { None };
        self.letters -= usize::from(letter.is_some());
        if queue.is_done() {
            self.chats.remove(chat);
        }
        letter
    }

    /// Gives a chat its place among those that may send; none while it waits for an answer or the disk.
    fn line_up(&mut self, chat: &ChatId) {
        if let Some((at, turn)) = self.chats.get(chat).and_then(Queue::turn) {
            self.later.insert((at, turn, chat.clone()));
        }
    }
}

fn is_file(letter: &Letter) -> bool {
    matches!(letter.cargo, Some(Cargo::File { .. }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::purpose::Purpose;

    #[test]
    fn the_next_message_of_a_chat_waits_until_the_one_before_is_on_disk_as_sent() {
        let now = Timestamp(0);
        let letter = |id, chat: &str| Letter {
            id: SendId(id),
            chat: chat.into(),
            purpose: Purpose::Answer,
            text: id.to_string(),
            cargo: None,
            queued_at: now,
            quote: None,
            attempts: 0,
            not_before: now,
        };
        let (here, there) = ("1@g.us", "2@g.us");
        let mut courier = Courier::new(&LineSettings::default(), now);
        assert_eq!(
            courier.queue([letter(1, here), letter(2, here), letter(3, there)]),
            Outcome::default()
        );
        let mut next = || courier.next(now).iter().map(|letter| letter.id.0).collect::<Vec<_>>();
        assert_eq!(next(), [1, 3]);
        courier.sent(&here.into(), SendId(1), "A".into(), now);
        assert_eq!(courier.next(now), [], "what is not on disk may be sent again");
        assert_eq!(courier.next_deadline(now), None);
        courier.recorded(&here.into(), SendId(1));
        assert_eq!(courier.next(now), [letter(2, here)]);
    }
}
