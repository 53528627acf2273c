//! What happens when the journal has decided: only from here does anything leave the house.

use std::sync::Arc;

use dashmap::DashMap;
use tokio::sync::{broadcast, mpsc};

use super::calls;
use super::feed::{Feed, topic_of};
use super::house::Broken;
use super::keeper::LineSpec;
use super::newsroom::Newsroom;
use super::receipts::Receipts;
use super::run::LineRun;
use crate::domain::event::Event;
use crate::domain::file::FileRef;
use crate::domain::ids::{ChatId, LineId, SendId, Timestamp};
use crate::domain::inbound::Connection;
use crate::domain::message::{OtherLine, Tell};
use crate::domain::news::news_of;
use crate::domain::ticket::CaseMessage;
use crate::gateway::courier::{Queue, Recorded};
use crate::store::journal::Verdict;

/// Carries verdicts out; called on the journal's thread, so nothing here may block.
pub struct Release {
    pub(super) runs: Arc<DashMap<LineId, Arc<LineRun>>>,
    pub(super) receipts: Arc<Receipts>,
    pub(super) feed: broadcast::Sender<Feed>,
    pub(super) news: Arc<Newsroom>,
    pub(super) broken: mpsc::UnboundedSender<Broken>,
    /// What the lines are called.
    pub(super) specs: Arc<DashMap<LineId, LineSpec>>,
}

impl Release {
    /// Carries one verdict out.
    pub fn release(&self, verdict: Verdict) {
        match verdict {
            Verdict::Committed { line, epoch, receipts, letters, calls, events } => {
                for receipt in receipts {
                    self.receipts.answer(receipt, Ok(()));
                }
                // Before the feed: whoever hears of a change finds the news of it.
                let mut news = events.iter().filter_map(news_of).peekable();
                if news.peek().is_some() {
                    self.news.tell(line, news);
                }
                let mut topics: Vec<_> = events.iter().filter_map(topic_of).collect();
                topics.sort_unstable();
                topics.dedup();
                for topic in topics {
                    // Nobody may be looking.
                    drop(self.feed.send(Feed { line, topic }));
                }
                for told in events.iter().filter_map(about_the_line) {
                    self.tell_other_lines(line, told);
                }
                // A line that was rebuilt since has found the letters in its outbox.
                let Some(run) = self.runs.get(&line).map(|run| Arc::clone(run.value())) else {
                    return;
                };
                if run.house.epoch != epoch {
                    return;
                }
                for file in events.iter().flat_map(waiting_files) {
                    let (house, gateway) = (Arc::clone(&run.house), Arc::clone(&run.gateway));
                    run.arbiter.spawn(async move {
                        Arc::clone(&house.media).want(house, gateway, file);
                    });
                }
                let revived = events.iter().filter_map(|event| {
                    if let Event::Revived { letter } = event { Some(letter.clone()) } else { None }
                });
                let mut letters = letters;
                letters.extend(revived);
                if let Some(courier) = run.house.directory.courier() {
                    if !letters.is_empty() {
                        courier.do_send(Queue(letters));
                    }
                    let sent: Vec<_> = events.into_iter().filter_map(sent).collect();
                    if !sent.is_empty() {
                        courier.do_send(Recorded(sent));
                    }
                }
                for call in calls {
                    let (gateway, house) = (Arc::clone(&run.gateway), run.house.clone());
                    run.arbiter.spawn(async move {
                        let done = calls::make(gateway, call).await;
                        house.tell(Tell::Provisioning(done.into()));
                    });
                }
            }
            Verdict::Failed { line, epoch, error } => {
                let why = format!("a change could not be saved: {error}");
                if self.broken.send(Broken { line, epoch, why }).is_err() {
                    tracing::debug!(line.id = line.0, "a change failed while the engine stops");
                }
            }
        }
    }
}

impl Release {
    /// What is said of a line that cannot say it itself: in the Supervisor groups of the lines that are connected.
    fn tell_other_lines(&self, line: LineId, told: (Timestamp, Option<Timestamp>)) {
        let Some(name) = self.specs.get(&line).map(|spec| spec.name.clone()) else { return };
        let others: Vec<Arc<LineRun>> = self
            .runs
            .iter()
            .filter(|run| *run.key() != line && run.link().connection == Connection::Connected)
            .map(|run| Arc::clone(run.value()))
            .collect();
        for run in others {
            let (since, back) = told;
            let other = OtherLine { line: name.clone(), since, back };
            run.house.tell(Tell::Supervisor(other.into()));
        }
    }
}

/// Since when a fact says that its line is without a connection, and when it was back.
fn about_the_line(event: &Event) -> Option<(Timestamp, Option<Timestamp>)> {
    if let Event::LineDown { since, .. } = event {
        Some((*since, None))
    } else if let Event::LineUp { since, at } = event {
        Some((*since, Some(*at)))
    } else {
        None
    }
}

/// The files of messages that wait for an agent: brought now, because their gateway may not have them when
/// somebody takes the case. Those of a case in progress are brought by the courier.
fn waiting_files(event: &Event) -> Vec<FileRef> {
    let waiting: &[CaseMessage] = if let Event::IntakeKept { conversation } = event {
        // Its earlier messages were told before.
        conversation.messages.last().map(std::slice::from_ref).unwrap_or_default()
    } else if let Event::Opened { backlog, .. } = event {
        backlog
    } else if let Event::Kept { message, .. } = event {
        std::slice::from_ref(message)
    } else {
        &[]
    };
    waiting.iter().filter_map(|message| message.content.file().cloned()).collect()
}

/// Which message a fact says was sent.
fn sent(event: Event) -> Option<(ChatId, SendId)> {
    if let Event::Sent { send, chat, .. } = event { Some((chat, send)) } else { None }
}
