//! What every owner of a line shares: the way to the journal, to the other owners, to the clock.

use std::sync::atomic::AtomicUsize;
use std::sync::{Arc, RwLock};

use actix::Addr;
use tokio::sync::mpsc;

use super::actor::Shell;
use super::clock::Clock;
use super::directory::Directory;
use super::receipts::Receipts;
use super::tongues::Tongues;
use crate::classify::Classifier;
use crate::domain::capabilities::Capabilities;
use crate::domain::identity::Identity;
use crate::domain::ids::LineId;
use crate::domain::line::Line;
use crate::domain::message::{CustomerFound, Tell};
use crate::domain::outcome::{Outcome, Send};
use crate::domain::settings::{Language, LineSettings};
use crate::media::Media;
use crate::store::journal::{Change, Draft, Journal};
use crate::store::{Database, customers};
use crate::text::Tone;
use crate::text::own::OwnTexts;
use crate::text::parcel::parcels;

/// A line broke and has to be rebuilt from the store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Broken {
    /// Which line.
    pub line: LineId,
    /// In which epoch: later ones are not concerned.
    pub epoch: u64,
    /// What happened.
    pub why: String,
}

/// What is set for a line, with its own texts ready to be said.
pub(super) struct Spoken {
    settings: Arc<LineSettings>,
    /// By language: customers may be spoken to in another one.
    own: [Option<Arc<OwnTexts>>; Language::ALL.len()],
}

impl Spoken {
    /// Reads the texts: not for each message.
    pub(super) fn new(settings: LineSettings) -> Self {
        let own =
            Language::ALL.map(|language| OwnTexts::of(&settings.words, language).map(Arc::new));
        Self { settings: Arc::new(settings), own }
    }
}

/// What the owners of one line share, for one epoch: from one rebuild to the next.
pub struct House {
    /// The line.
    pub line: LineId,
    /// Counts the rebuilds.
    pub epoch: u64,
    /// What time it is.
    pub clock: Clock,
    /// The owners' addresses.
    pub directory: Arc<Directory>,
    /// The settings; replaced as a whole when they change.
    pub(super) settings: RwLock<Spoken>,
    /// What the line's gateway can carry.
    pub capabilities: Capabilities,
    /// The way to the disk.
    pub journal: Journal,
    /// Who waits.
    pub receipts: Arc<Receipts>,
    /// The readers.
    pub database: Database,
    /// Files of messages.
    pub media: Arc<Media>,
    /// Where breakage is reported.
    pub broken: mpsc::UnboundedSender<Broken>,
    /// Messages that have not left yet, as the courier counts them.
    pub outbox: AtomicUsize,
    /// Asks models how customers feel.
    pub classifier: Arc<Classifier>,
    /// Who is spoken to in another language than the line's.
    pub(super) tongues: Tongues,
}

impl House {
    /// Gives everything durable of an outcome to the journal, and refusals to who waits.
    pub fn submit(&self, outcome: Outcome) {
        let Outcome { events, sends, calls, receipts, refused, .. } = outcome;
        for (receipt, refusal) in refused {
            self.receipts.answer(receipt, Err(refusal));
        }
        if events.is_empty() && sends.is_empty() && calls.is_empty() && receipts.is_empty() {
            return;
        }
        events.iter().for_each(|event| self.tongues.learn(event));
        let at = self.clock.now();
        let drafts = self.write_out(sends);
        self.journal.submit(Change {
            line: self.line,
            epoch: self.epoch,
            at,
            events,
            drafts,
            receipts,
            calls,
        });
    }

    /// Gives a message to another owner.
    pub fn tell(self: &Arc<Self>, tell: Tell) {
        if !self.directory.tell(tell, self) {
            self.fail("a message was sent to an owner that is gone");
        }
    }

    /// Gives the line the store's answer.
    pub fn tell_line(&self, found: CustomerFound) {
        if let Some(line) = self.directory.line() {
            line.do_send(found);
        }
    }

    /// The settings as they are now.
    #[must_use]
    pub fn settings(&self) -> Arc<LineSettings> {
        // A reader cannot leave them half written: they are replaced as a whole.
        let spoken = self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        Arc::clone(&spoken.settings)
    }

    /// From now on these settings count.
    pub fn change_settings(&self, settings: LineSettings) {
        let spoken = Spoken::new(settings);
        let mut place = self.settings.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        *place = spoken;
    }

    /// Says that the line has to be rebuilt.
    pub fn fail(&self, why: &str) {
        let broken = Broken { line: self.line, epoch: self.epoch, why: why.to_owned() };
        if self.broken.send(broken).is_err() {
            tracing::debug!(line.id = self.line.0, "broke while the engine stops");
        }
    }

    /// Looks a person up in the store, off the actors' threads.
    ///
    /// # Errors
    /// What the database said.
    pub async fn find_customer(&self, asked: Identity) -> Result<CustomerFound, String> {
        let (database, line) = (self.database.clone(), self.line);
        let work = move || {
            let mut conn = database.readers().get().map_err(|error| error.to_string())?;
            let (found, other) =
                customers::find_both(&mut conn, line, &asked).map_err(|error| error.to_string())?;
            Ok(CustomerFound { asked, found: found.map(Arc::new), other: other.map(Arc::new) })
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())?
    }

    /// How this line speaks now, where nothing else is set in its own language.
    fn tone(&self, language: Option<Language>) -> Tone {
        let spoken = self.settings.read().unwrap_or_else(std::sync::PoisonError::into_inner);
        let language = language.unwrap_or(spoken.settings.language);
        let own = Language::ALL.iter().zip(&spoken.own).find(|(of, _)| **of == language);
        let own = own.and_then(|(_, own)| own.clone());
        let tone = Tone::of_line(&spoken.settings, self.clock.now());
        Tone { language, ..tone }.own(own)
    }

    /// Settles the words of messages, in the line's language or that of the customer they go to.
    fn write_out(&self, sends: Vec<Send>) -> Vec<Draft> {
        if sends.is_empty() {
            return Vec::new();
        }
        let line_tone = self.tone(None);
        let drafts = |send: Send| {
            let Send { chat, purpose, body, quote, not_before } = send;
            let own_tone = self.tongues.of(&chat).map(|language| self.tone(Some(language)));
            let tone = own_tone.as_ref().unwrap_or(&line_tone);
            let parts = parcels(&body, quote.as_ref(), tone, &self.capabilities);
            parts.into_iter().zip(0_u8..).map(move |(part, number)| Draft {
                chat: chat.clone(),
                purpose: purpose.part(number),
                text: part.text,
                cargo: part.cargo,
                quote: part.quotes.then(|| quote.clone()).flatten(),
                not_before,
            })
        };
        sends.into_iter().flat_map(drafts).collect()
    }
}

/// The address of a line's door.
pub type LineAddr = Addr<Shell<Line>>;
