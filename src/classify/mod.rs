//! The model beside the rules: an endpoint that understands OpenAI's protocol is shown what a customer wrote, and says
//! how that one feels and, where wanted, in one line what it is about.
//!
//! Nobody waits for it. A question goes into a short queue, a few are asked at a time, and the answer comes to the
//! ticket's owner as a [`Classified`]. Whatever goes wrong, the rules stand: too many questions, no answer in time,
//! nonsense. It knows nothing of owners and rules; what is asked and what is made of an answer is in
//! `protocol`.

mod endpoint;
mod protocol;

use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

use dashmap::DashMap;
use tokio::sync::{Semaphore, mpsc, watch};

use crate::domain::ids::{LineId, TicketNo, Timestamp};
use crate::domain::message::{Classified, Tell};
use crate::domain::sentiment::MoodAsked;
use crate::domain::settings::{LineSettings, MoodReader};
use crate::engine::house::House;

pub use endpoint::{ADDRESS_MOST, Endpoint, Key, Trouble};
pub use protocol::Answer;

/// Questions that wait.
const QUEUE_MOST: usize = 256;
/// Questions that are asked at once, over all lines.
const AT_ONCE: usize = 4;
/// Failures are logged at most this often (milliseconds).
const LOG_EVERY_MS: i64 = 60_000;

/// A question, and the house it comes from.
struct Question {
    house: Arc<House>,
    asked: MoodAsked,
}

/// Asks models. Shared by all lines.
pub struct Classifier {
    questions: OnceLock<mpsc::Sender<Question>>,
    keys: DashMap<LineId, Key>,
    /// The latest question of each ticket: the ones before it need not be asked any more.
    latest: DashMap<(LineId, TicketNo), u32>,
    failed: watch::Sender<u64>,
    unlogged: AtomicU64,
    logged_at: AtomicI64,
}

impl Classifier {
    /// One that asks for as long as the engine lives.
    #[must_use]
    pub fn start() -> Arc<Self> {
        let (sender, queue) = mpsc::channel(QUEUE_MOST);
        let classifier = Arc::new(Self {
            questions: OnceLock::from(sender),
            keys: DashMap::new(),
            latest: DashMap::new(),
            failed: watch::Sender::new(0),
            unlogged: AtomicU64::new(0),
            logged_at: AtomicI64::new(0),
        });
        // It must not be held by its own task: the queue ends when the last other holder goes.
        tokio::spawn(attend(Arc::downgrade(&classifier), queue));
        classifier
    }

    /// Asks about a case, when its turn comes. Returns at once.
    pub fn ask(&self, house: &Arc<House>, asked: MoodAsked) {
        let place = (house.line, asked.ticket);
        self.latest.insert(place, asked.seq);
        let question = Question { house: Arc::clone(house), asked };
        let Some(questions) = self.questions.get() else { return };
        if let Err(refused) = questions.try_send(question) {
            let question = refused.into_inner();
            self.latest.remove_if(&place, |_, seq| *seq == question.asked.seq);
            self.count(question.house.clock.now(), question.house.line, Trouble::Crowded);
            answer(&question, None);
        }
    }

    /// Asks at once, for somebody who tries settings out.
    ///
    /// # Errors
    /// [`Trouble`].
    pub async fn probe(&self, endpoint: &Endpoint, words: &[String]) -> Result<Answer, Trouble> {
        endpoint.ask(words).await
    }

    /// The key to a line's model from now on; none takes it away.
    pub fn set_key(&self, line: LineId, key: Option<Key>) {
        match key {
            Some(key) => drop(self.keys.insert(line, key)),
            None => drop(self.keys.remove(&line)),
        }
    }

    /// The key to a line's model.
    #[must_use]
    pub fn key(&self, line: LineId) -> Option<Key> {
        self.keys.get(&line).map(|key| key.value().clone())
    }

    /// How many questions have had no answer that can be used, since the start; to be watched.
    #[must_use]
    pub fn failures(&self) -> watch::Receiver<u64> {
        self.failed.subscribe()
    }

    async fn attend_to(&self, question: Question) {
        let Question { house, asked } = &question;
        let place = (house.line, asked.ticket);
        let is_latest = || self.latest.get(&place).is_some_and(|seq| *seq == asked.seq);
        if !is_latest() {
            return;
        }
        let settings = house.settings();
        let made = match settings.mood {
            MoodReader::Endpoint => self.one_answer(house.line, &settings, &asked.words).await,
            // Changed meanwhile.
            MoodReader::Off | MoodReader::Rules => {
                self.latest.remove_if(&place, |_, seq| *seq == asked.seq);
                return;
            }
        };
        self.latest.remove_if(&place, |_, seq| *seq == asked.seq);
        match made {
            Ok(made) => answer(&question, Some(made)),
            Err(trouble) => {
                self.count(house.clock.now(), house.line, trouble);
                answer(&question, None);
            }
        }
    }

    async fn one_answer(
        &self,
        line: LineId,
        settings: &LineSettings,
        words: &[String],
    ) -> Result<Answer, Trouble> {
        Endpoint::of(settings, self.key(line))?.ask(words).await
    }

    /// Counts what went wrong, and says so once a minute.
    fn count(&self, now: Timestamp, line: LineId, trouble: Trouble) {
        self.failed.send_modify(|failed| *failed += 1);
        self.unlogged.fetch_add(1, Ordering::Relaxed);
        let last = self.logged_at.load(Ordering::Relaxed);
        let is_due = last == 0 || now.since(Timestamp(last)) >= LOG_EVERY_MS;
        let swap = |last| {
            let (order, failing) = (Ordering::Relaxed, Ordering::Relaxed);
            self.logged_at.compare_exchange(last, now.0, order, failing).is_ok()
        };
        if is_due && swap(last) {
            let times = self.unlogged.swap(0, Ordering::Relaxed);
            tracing::warn!(line.id = line.0, times, %trouble, "a model did not say how customers feel; the rules stand");
        }
    }
}

/// Asks what is in the queue, a few at a time.
async fn attend(classifier: std::sync::Weak<Classifier>, mut queue: mpsc::Receiver<Question>) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    while let Some(question) = queue.recv().await {
        let Ok(permit) = Arc::clone(&room).acquire_owned().await else { return };
        let Some(classifier) = classifier.upgrade() else { return };
        tokio::spawn(async move {
            classifier.attend_to(question).await;
            drop(permit);
        });
    }
}

/// Tells the line, if it is still there: nothing is lost with it.
fn answer(question: &Question, made: Option<Answer>) {
    let MoodAsked { customer, ticket, seq, .. } = question.asked;
    let (sentiment, summary) =
        made.map_or((None, None), |made| (Some(made.sentiment), made.summary));
    let classified = Classified { customer, ticket, seq, sentiment, summary };
    let house = &question.house;
    if !house.directory.tell(Tell::Line(classified.into()), house) {
        tracing::debug!(line.id = house.line.0, "a model's answer came to a line that is gone");
    }
}
