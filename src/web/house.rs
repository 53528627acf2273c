//! What all pages share: the engine, the accounts, the door's patience, and who is being shown live changes.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{Semaphore, broadcast, watch};

use super::accounts::Accounts;
use super::once::Once;
use super::secret::{FormKey, Token, TokenHash};
use super::settings::WebSettings;
use super::throttle::{Throttle, Verdict};
use crate::domain::ids::Timestamp;
use crate::engine::Engine;
use crate::lines::Fleet;
use crate::store::ReadPool;
use crate::store::users::UserId;

/// Live pages at once; more are shown without renewing themselves.
const STREAMS_MOST: usize = 512;
const QUARTER_HOUR_MS: i64 = 15 * 60_000;
/// A link for setting a password is shown for so long to who made it (milliseconds) …
const LINK_SHOWN_MS: i64 = 30 * 60_000;
/// … and so many are remembered.
const LINKS_MOST: usize = 100;
/// Failed log-ins that are written down in a row; more are a flood, whose beginning tells enough.
const FAILURES_MOST: u32 = 100;

/// Shared by all requests.
pub struct Panel {
    /// The lines.
    pub engine: Engine,
    /// Where it runs.
    pub settings: WebSettings,
    /// Sessions that were ended on purpose: their live pages close.
    pub ended: broadcast::Sender<FormKey>,
    /// Room for live pages.
    pub streams: Arc<Semaphore>,
    /// Forms that were sent.
    pub once: Once,
    /// What brings lines up and takes them down; nothing where the panel runs without.
    pub fleet: Option<Arc<Fleet>>,
    closing: watch::Sender<bool>,
    pool: ReadPool,
    accounts: Accounts,
    door: Mutex<Door>,
    first_start: Mutex<Option<TokenHash>>,
    links: Mutex<BTreeMap<UserId, (String, Timestamp)>>,
    failures: Mutex<Throttle>,
    /// Held while a company's own words are kept and taken over: the line takes them in the order of the store.
    pub words_turn: tokio::sync::Mutex<()>,
}

/// Who tried to get in, and how often.
struct Door {
    /// One account from one address: «te quedan n intentos».
    pair: Throttle,
    /// One address, whatever the account: an office shares one.
    address: Throttle,
    /// One account, from wherever: a slow search from many addresses.
    account: Throttle,
}

impl Panel {
    /// A panel for these lines, that reads and keeps accounts there.
    #[must_use]
    pub fn new(engine: Engine, pool: ReadPool, accounts: Accounts, settings: WebSettings) -> Self {
        Self {
            engine,
            settings,
            ended: broadcast::channel(64).0,
            streams: Arc::new(Semaphore::new(STREAMS_MOST)),
            once: Once::default(),
            fleet: None,
            closing: watch::Sender::new(false),
            pool,
            accounts,
            door: Mutex::new(Door {
                pair: Throttle::new(5, QUARTER_HOUR_MS, 10_000),
                address: Throttle::new(30, QUARTER_HOUR_MS, 10_000),
                account: Throttle::new(100, QUARTER_HOUR_MS, 10_000),
            }),
            first_start: Mutex::new(None),
            links: Mutex::default(),
            failures: Mutex::new(Throttle::new(FAILURES_MOST, QUARTER_HOUR_MS, 1)),
            words_turn: tokio::sync::Mutex::new(()),
        }
    }

    /// With lines that can be added, changed and taken down.
    #[must_use]
    pub fn with_fleet(self, fleet: Arc<Fleet>) -> Self {
        Self { fleet: Some(fleet), ..self }
    }

    /// The time on the lines.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.engine.clock().now()
    }

    /// The time by the system, also where the lines are ahead of it: sessions, links and tries at a password last as
    /// long as they last.
    #[must_use]
    pub fn wall(&self) -> Timestamp {
        self.engine.clock().wall()
    }

    /// Users and sessions.
    #[must_use]
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// Where pages are read from.
    #[must_use]
    pub fn pool(&self) -> &ReadPool {
        &self.pool
    }

    /// Makes the link that creates the first administrator; an earlier one stops working. To be printed
    /// where only whoever started the server sees it.
    ///
    /// # Errors
    /// The system has no randomness to give.
    pub fn first_start_path(&self) -> Result<String, getrandom::Error> {
        let token = Token::random()?;
        *self.first_start.lock().unwrap_or_else(PoisonError::into_inner) = Some(token.hash());
        Ok(format!("/primer-inicio?token={}", token.text()))
    }

    /// Whether this is the token of the link.
    #[must_use]
    pub fn is_first_start(&self, token: &str) -> bool {
        let Some(token) = Token::read(token) else { return false };
        *self.first_start.lock().unwrap_or_else(PoisonError::into_inner) == Some(token.hash())
    }

    /// Ends all live pages: they come back by themselves when there is a server again.
    pub fn hang_up(&self) {
        self.closing.send_replace(true);
    }

    /// Becomes true when live pages are to end.
    #[must_use]
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.subscribe()
    }

    /// The link has done its work.
    pub fn end_first_start(&self) {
        *self.first_start.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Ends the live pages of sessions that are over.
    pub fn end_pages(&self, sessions: impl IntoIterator<Item = FormKey>) {
        for session in sessions {
            // Nobody may be looking.
            drop(self.ended.send(session));
        }
    }

    /// Remembers a link that was just made, to be shown to whoever made it.
    pub fn show_link(&self, user: UserId, token: &Token) {
        let now = self.wall();
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        links.retain(|_, (_, since)| now.since(*since) < LINK_SHOWN_MS);
        while links.len() >= LINKS_MOST && links.pop_first().is_some() {}
        links.insert(user, (token.text(), now));
    }

    /// The link that was made for somebody a short while ago.
    #[must_use]
    pub fn shown_link(&self, user: UserId) -> Option<String> {
        let now = self.wall();
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let (token, since) = links.get(&user)?;
        (now.since(*since) < LINK_SHOWN_MS).then(|| format!("/invitacion?token={token}"))
    }

    /// A link was used, or its user is gone.
    pub fn forget_link(&self, user: UserId) {
        self.links.lock().unwrap_or_else(PoisonError::into_inner).remove(&user);
    }

    /// Whether one more failed log-in is written down: a flood of them is not.
    #[must_use]
    pub fn notes_failure(&self) -> bool {
        let now = self.wall();
        let mut noted = self.failures.lock().unwrap_or_else(PoisonError::into_inner);
        matches!(noted.take("", now), Verdict::Go { .. })
    }

    /// Takes a try at a password.
    #[must_use]
    pub fn knock(&self, login: &str, address: &str) -> Verdict {
        let now = self.wall();
        let mut door = self.door.lock().unwrap_or_else(PoisonError::into_inner);
        let verdicts = [
            door.pair.take(&pair(login, address), now),
            door.address.take(address, now),
            door.account.take(login, now),
        ];
        verdicts.into_iter().reduce(stricter).unwrap_or(Verdict::Wait { ms: QUARTER_HOUR_MS })
    }

    /// The password was right.
    pub fn welcome(&self, login: &str, address: &str) {
        let mut door = self.door.lock().unwrap_or_else(PoisonError::into_inner);
        door.pair.forgive(&pair(login, address));
        door.account.forgive(login);
    }
}

fn pair(login: &str, address: &str) -> String {
    format!("{address} {login}")
}

fn stricter(a: Verdict, b: Verdict) -> Verdict {
    match (a, b) {
        (Verdict::Wait { ms: a }, Verdict::Wait { ms: b }) => Verdict::Wait { ms: a.max(b) },
        (wait @ Verdict::Wait { .. }, Verdict::Go { .. })
        | (Verdict::Go { .. }, wait @ Verdict::Wait { .. }) => wait,
        (Verdict::Go { left: a }, Verdict::Go { left: b }) => Verdict::Go { left: a.min(b) },
    }
}
