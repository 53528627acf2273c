//! Who is writing. Best effort, as on WhatsApp: never on disk, gone when the line is, soon out of date.

use std::collections::{BTreeMap, VecDeque};

use super::chats::Place;
use super::deliveries::DeliveryId;
use super::error::SimulatorError;
use super::people::{Person, PersonId};
use super::simulator::Simulator;
use super::view::{ChatView, PhoneView};
use crate::domain::ids::{ChatId, Timestamp};
use crate::domain::inbound::Inbound;
use crate::gateway::GatewayError;

/// For how long a phone shows it without hearing of it again (milliseconds).
const SHOWN_MS: i64 = 25_000;
/// News that wait; the oldest is dropped.
const NEWS_MOST: usize = 64;

/// Who is writing now.
#[derive(Debug, Default)]
pub(super) struct Typing {
    /// Where the line is, and since when.
    line: BTreeMap<Place, Timestamp>,
    /// People's, for Relevo.
    news: VecDeque<Inbound>,
    given: u64,
}

impl Typing {
    /// The next news, under a number that no lasting delivery has.
    pub fn take(&mut self) -> Option<(DeliveryId, Inbound)> {
        let news = self.news.pop_front()?;
        self.given += 1;
        Some((DeliveryId(u64::MAX / 2 + self.given), news))
    }

    /// Whether a delivery was one of these, which nobody has to answer for.
    pub fn is_passing(id: DeliveryId) -> bool {
        id.0 > u64::MAX / 2
    }

    /// Nobody writes any more.
    pub fn clear(&mut self) {
        self.line.clear();
        self.news.clear();
    }

    /// Whether the line is shown as writing.
    fn shows(&self, place: &Place, now: Timestamp) -> bool {
        self.line.get(place).is_some_and(|since| now.since(*since) < SHOWN_MS)
    }
}

impl Simulator {
    /// A person begins or stops to write. Relevo hears of it if it is connected.
    ///
    /// # Errors
    /// It is no chat of theirs.
    pub fn set_typing(
        &self,
        person: PersonId,
        place: &Place,
        on: bool,
    ) -> Result<(), SimulatorError> {
        {
            let state = &mut *self.lock();
            let chat = state.network.chat_for(person, place)?;
            let author = state.network.person(person).map(Person::identity).unwrap_or_default();
            let news = &mut state.typing.news;
            let is_older = |old: &Inbound| matches!(old, Inbound::Typing { chat: where_, author: who, .. } if *where_ == chat && *who == author);
            news.retain(|old| !is_older(old));
            if state.network.faults().is_down() {
                return Ok(());
            }
            if news.len() >= NEWS_MOST {
                news.pop_front();
            }
            news.push_back(Inbound::Typing { chat, author, on });
        }
        self.signal();
        Ok(())
    }

    /// The line begins or stops to write.
    pub(super) fn line_types(&self, chat: &ChatId, on: bool) -> Result<(), GatewayError> {
        let now = self.now();
        {
            let state = &mut *self.lock();
            state.network.check_connected()?;
            let Some(place) = state.network.known_place(chat) else { return Ok(()) };
            let changed = if on {
                state
                    .typing
                    .line
                    .insert(place, now)
                    .is_none_or(|since| now.since(since) >= SHOWN_MS)
            } else {
                state.typing.line.remove(&place).is_some()
            };
            if !changed {
                return Ok(());
            }
        }
        self.signal();
        Ok(())
    }

    /// A message ends what was being written.
    pub(super) fn stop_typing(&self, chat: &ChatId) {
        // Only told to phones: that it failed means that the line is gone, and with it the sign.
        self.line_types(chat, false).ok();
    }

    /// Everybody's phone.
    #[must_use]
    pub fn phones(&self) -> Vec<PhoneView> {
        let now = self.now();
        let state = self.lock();
        let mut phones = state.network.phones();
        phones.iter_mut().for_each(|phone| state.typing.show_on(phone, now));
        phones
    }

    /// One person's phone.
    #[must_use]
    pub fn phone(&self, person: PersonId) -> Option<PhoneView> {
        let now = self.now();
        let state = self.lock();
        let mut phone = state.network.phone(person)?;
        state.typing.show_on(&mut phone, now);
        Some(phone)
    }

    /// All groups, as the line sees them.
    #[must_use]
    pub fn chats(&self) -> Vec<ChatView> {
        let now = self.now();
        let state = self.lock();
        let mut chats = state.network.chats();
        chats.iter_mut().for_each(|chat| state.typing.show_in(chat, now));
        chats
    }
}

impl Typing {
    fn show_on(&self, phone: &mut PhoneView, now: Timestamp) {
        phone.typing = self.shows(&Place::Direct(phone.person), now);
        phone.groups.iter_mut().for_each(|chat| self.show_in(chat, now));
    }

    fn show_in(&self, chat: &mut ChatView, now: Timestamp) {
        chat.typing = self.shows(&Place::Group(chat.chat.clone()), now);
    }
}
