//! The simulator as the rest of Relevo uses it: the state machine behind a short lock, its journal, and
//! a signal for whoever watches.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use super::chats::Place;
use super::deliveries::DeliveryId;
use super::error::SimulatorError;
use super::faults::Faults;
use super::files::Files;
use super::journal::{Journal, Mark, OpenError};
use super::network::Network;
use super::op::Op;
use super::people::{Addressing, PersonId, PersonKind};
use super::typing::Typing;
use super::wording::checked;
use crate::domain::content::Content;
use crate::domain::ids::{ChatId, Timestamp, WaId};
use crate::domain::phone::Phone;

/// What tells the time.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// A WhatsApp that needs no WhatsApp. Clones are the same one.
#[derive(Clone)]
pub struct Simulator {
    shared: Arc<Shared>,
}

pub(super) struct Shared {
    state: Mutex<State>,
    clock: Clock,
    version: watch::Sender<u64>,
    pub files: Arc<Files>,
}

/// All that changes. Never held across an await.
pub(super) struct State {
    pub network: Network,
    /// Deliveries that Relevo has and has not answered for.
    pub busy: BTreeSet<DeliveryId>,
    /// Deliveries that Relevo gave back.
    pub refused: BTreeMap<DeliveryId, Refused>,
    /// Counts the throws of the dice.
    pub throws: u64,
    /// Who is writing.
    pub typing: Typing,
    /// The number that a code to type was asked for. Not written down: after a start it is asked for again.
    pub pairing_for: Option<Phone>,
    journal: Journal,
}

/// A delivery that is to be brought again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refused {
    pub times: u32,
    pub until: Timestamp,
}

impl std::fmt::Debug for Simulator {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Simulator").finish_non_exhaustive()
    }
}

impl Simulator {
    /// The simulator of a data folder, as it was left. What was under way to Relevo comes again.
    ///
    /// # Errors
    /// Its journal cannot be read or written.
    pub fn open(dir: &Path, clock: Clock) -> Result<Self, OpenError> {
        let (journal, network) = Journal::open(dir)?;
        let files = Files::of(dir);
        if let Err(error) = files.sweep(&network.files()) {
            // They only take up room.
            tracing::warn!(%error, "files that nobody wants stay in the simulator's folder");
        }
        Ok(Self::new(network, journal, files, clock))
    }

    /// A fresh simulator that leaves nothing behind.
    #[must_use]
    pub fn in_memory(clock: Clock) -> Self {
        Self::new(Network::seeded(), Journal::default(), Files::passing(), clock)
    }

    fn new(network: Network, journal: Journal, files: Files, clock: Clock) -> Self {
        let (busy, refused, typing) = (BTreeSet::new(), BTreeMap::new(), Typing::default());
        let state = State { network, busy, refused, throws: 0, typing, pairing_for: None, journal };
        let state = Mutex::new(state);
        let (version, files) = (watch::Sender::new(0), Arc::new(files));
        Self { shared: Arc::new(Shared { state, clock, version, files }) }
    }

    /// Changes whenever anything in the simulator does.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.shared.version.subscribe()
    }

    /// Everything as it is now.
    #[must_use]
    pub fn network(&self) -> Network {
        self.read(Network::clone)
    }

    /// Looks at the network, quickly: everybody waits meanwhile.
    pub fn read<T>(&self, look: impl FnOnce(&Network) -> T) -> T {
        look(&self.lock().network)
    }

    /// Waits until all that was done so far will survive the end of the program; `false` if it will not.
    pub async fn settled(&self) -> bool {
        let mark: Mark = self.lock().journal.mark();
        mark.reached().await
    }

    /// What goes wrong at the moment.
    #[must_use]
    pub fn faults(&self) -> Faults {
        self.read(|network| network.faults().clone())
    }

    /// A person writes to the line.
    ///
    /// # Errors
    /// The person could not have written that.
    pub fn write_dm(
        &self,
        person: PersonId,
        text: &str,
        quote: Option<&WaId>,
    ) -> Result<WaId, SimulatorError> {
        self.write(person, &Place::Direct(person), Content::text(text), quote)
    }

    /// A person writes in a group.
    ///
    /// # Errors
    /// The person could not have written that there.
    pub fn write_group(
        &self,
        person: PersonId,
        chat: &ChatId,
        text: &str,
        quote: Option<&WaId>,
    ) -> Result<WaId, SimulatorError> {
        self.write(person, &Place::Group(chat.clone()), Content::text(text), quote)
    }

    /// A person writes, anything anywhere.
    ///
    /// # Errors
    /// The person could not have written that there.
    pub fn write(
        &self,
        person: PersonId,
        place: &Place,
        content: Content,
        quote: Option<&WaId>,
    ) -> Result<WaId, SimulatorError> {
        // Checked before it is written down: coordinates lose the digits that JSON would change.
        let content = checked(content)?;
        let at = self.now();
        let op = Op::Write {
            person,
            place: place.clone(),
            content: content.clone(),
            quote: quote.cloned(),
            at,
        };
        self.attempt(op, |network| network.write(person, place, content, quote, at))
    }

    /// A new person. Whoever has the number already gets the name and the kind.
    ///
    /// # Errors
    /// The number cannot be had, or the name is too long.
    pub fn add_person(
        &self,
        name: &str,
        phone: &Phone,
        kind: PersonKind,
    ) -> Result<PersonId, SimulatorError> {
        let op = Op::AddPerson { name: name.to_owned(), phone: phone.clone(), kind };
        self.attempt(op, |network| network.add_person(name, phone, kind))
    }

    /// Gives a person another name.
    ///
    /// # Errors
    /// No such person, or the name is too long.
    pub fn rename_person(&self, person: PersonId, name: &str) -> Result<(), SimulatorError> {
        let op = Op::Rename { person, name: name.to_owned() };
        self.attempt(op, |network| network.rename_person(person, name))
    }

    /// Whether a person may be added to groups, and what WhatsApp shows of them.
    ///
    /// # Errors
    /// No such person.
    pub fn set_privacy(
        &self,
        person: PersonId,
        addressing: Addressing,
        private: bool,
    ) -> Result<(), SimulatorError> {
        let op = Op::SetPrivacy { person, addressing, private };
        self.attempt(op, |network| network.set_privacy(person, addressing, private))
    }

    /// A person enters the group behind an invite link.
    ///
    /// # Errors
    /// No such person, or the link leads nowhere.
    pub fn join_by_link(&self, person: PersonId, link: &str) -> Result<ChatId, SimulatorError> {
        let op = Op::JoinByLink { person, link: link.to_owned() };
        self.attempt(op, |network| network.join_by_link(person, link))
    }

    /// A person leaves a group.
    ///
    /// # Errors
    /// No such group, or the person is not in it.
    pub fn leave(&self, person: PersonId, chat: &ChatId) -> Result<(), SimulatorError> {
        let op = Op::Leave { person, chat: chat.clone() };
        self.attempt(op, |network| network.leave(person, chat))
    }

    /// A message of a person comes once more.
    ///
    /// # Errors
    /// There is no such message of a person.
    pub fn repeat(&self, place: &Place, id: &WaId) -> Result<(), SimulatorError> {
        let op = Op::Repeat { place: place.clone(), id: id.clone() };
        self.attempt(op, |network| network.repeat(place, id))
    }

    /// What goes wrong from now on.
    pub fn set_faults(&self, faults: Faults) {
        self.change(Op::SetFaults { faults: faults.clone() }, |network| network.set_faults(faults));
    }

    /// Back to the three customers of the start.
    pub fn reset(&self) {
        self.change(Op::Reset, Network::reset);
        self.lock().typing.clear();
        self.nack_all();
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.shared.clock)()
    }

    pub(super) fn shared(&self) -> &Shared {
        &self.shared
    }

    /// Does what a person wants; written down only if it worked, for otherwise nothing happened.
    pub(super) fn attempt<T>(
        &self,
        op: Op,
        act: impl FnOnce(&mut Network) -> Result<T, SimulatorError>,
    ) -> Result<T, SimulatorError> {
        let done = {
            let mut state = self.lock();
            let done = act(&mut state.network)?;
            state.journal.append(op);
            done
        };
        self.signal();
        Ok(done)
    }

    /// Does something and writes it down, whatever came of it.
    pub(super) fn change<T>(&self, op: Op, act: impl FnOnce(&mut Network) -> T) -> T {
        let done = {
            let mut state = self.lock();
            state.journal.append(op);
            act(&mut state.network)
        };
        self.signal();
        done
    }

    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        // Whoever panicked did so after the state machine had finished its step.
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn signal(&self) {
        self.shared.version.send_modify(|version| *version += 1);
    }
}
