//! Users, sessions and settings of lines, off the request's thread: reads from the pool, writes through one connection.

mod people;
mod trail;
mod words;

pub use people::UserForm;

use std::sync::{Arc, Mutex, PoisonError};

use actix_web::web;
use diesel::result::Error as QueryError;

use super::error::WebError;
use super::secret::{FormKey, TokenHash};
use super::session::Visitor;
use crate::domain::ids::{LineId, Timestamp};
use crate::domain::settings::{Language, LineSettings};
use crate::store::lines::{self, LineRow, NewLine};
use crate::store::sessions::{self, SessionRow};
use crate::store::training::{self, TrainingRow};
use crate::store::users::{self, NewUser, UserId, UserRow};
use crate::store::{Conn, Database, OpenError, ReadPool};

/// A session that goes on.
#[derive(Debug, Clone)]
pub struct Session {
    /// Whose.
    pub user: UserRow,
    /// What ties forms and live pages to it.
    pub forms: FormKey,
    /// Until when.
    pub expires_at: Timestamp,
    /// Since when it has the token that was presented.
    pub token_since: Timestamp,
}

/// The door to users and sessions.
#[derive(Clone)]
pub struct Accounts {
    pool: ReadPool,
    database: Database,
    writer: Arc<Mutex<Option<Conn>>>,
}

impl Accounts {
    /// The accounts of a database.
    ///
    /// # Errors
    /// [`OpenError`], if it cannot be written.
    pub fn new(database: &Database) -> Result<Self, OpenError> {
        let writer = Arc::new(Mutex::new(Some(database.writer()?)));
        Ok(Self { pool: database.readers(), database: database.clone(), writer })
    }

    /// Whose session this is, and until when.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn session(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Session>, WebError> {
        let found = self.read(move |conn| sessions::find(conn, &hex(token), now)).await?;
        Ok(found.and_then(|(session, user)| {
            let forms = FormKey::read(&session.csrf)?;
            let (expires_at, token_since) = (session.expires_at, session.created_at);
            Some(Session { user, forms, expires_at, token_since })
        }))
    }

    /// Whether a session goes on.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn is_alive(&self, session: &FormKey, now: Timestamp) -> Result<bool, WebError> {
        let session = session.stored();
        self.read(move |conn| sessions::is_alive(conn, &session, now)).await
    }

    /// The user with this login.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn by_login(&self, login: String) -> Result<Option<UserRow>, WebError> {
        self.read(move |conn| users::by_login(conn, &login)).await
    }

    /// Whether there is nobody yet.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn is_empty(&self) -> Result<bool, WebError> {
        self.read(|conn| users::count(conn).map(|count| count == 0)).await
    }

    /// The first administrator, unless there is a user already.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn add_first(&self, user: NewUser) -> Result<Option<UserId>, WebError> {
        self.write(move |conn| users::create_first(conn, &user)).await
    }

    /// Changes the language of a user.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn set_language(&self, user: UserId, language: Language) -> Result<(), WebError> {
        self.write(move |conn| users::set_language(conn, user, language)).await
    }

    /// Begins a session, and forgets those that are over.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn begin_session(
        &self,
        token: TokenHash,
        user: UserId,
        now: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), WebError> {
        let token_hash = hex(token);
        self.write(move |conn| {
            sessions::delete_expired(conn, now)?;
            let csrf = FormKey::of(token).stored();
            let session = SessionRow { token_hash, user, csrf, created_at: now, expires_at };
            sessions::create(conn, &session)
        })
        .await
    }

    /// Lets a session go on with a new token; the old one works until `grace`. The answer is whether it was
    /// done: another request may have been first.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn rotate_session(
        &self,
        visitor: &Visitor,
        token: TokenHash,
        now: Timestamp,
        grace: Timestamp,
    ) -> Result<bool, WebError> {
        let old = hex(visitor.token_hash());
        let session = SessionRow {
            token_hash: hex(token),
            user: visitor.user.id,
            csrf: visitor.forms.stored(),
            created_at: now,
            expires_at: visitor.expires_at,
        };
        self.write(move |conn| sessions::rotate(conn, &old, grace, &session)).await
    }

    /// Ends a session.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn end_session(&self, session: &FormKey) -> Result<(), WebError> {
        let session = session.stored();
        self.write(move |conn| sessions::end(conn, &session)).await
    }

    /// Changes some of what is set for a line. The answer is whether there is such a line.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn change_line(
        &self,
        line: LineId,
        change: impl FnOnce(&mut LineSettings) + Send + 'static,
    ) -> Result<bool, WebError> {
        let changed = self.write(move |conn| lines::change_settings(conn, line, change)).await?;
        Ok(changed.is_some())
    }

    /// Keeps how far somebody has come in the training.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn keep_training(&self, row: TrainingRow) -> Result<(), WebError> {
        self.write(move |conn| training::save(conn, &row)).await
    }

    /// Creates a line.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn add_line(&self, line: NewLine) -> Result<LineRow, WebError> {
        self.write(move |conn| {
            let id = lines::create(conn, &line)?;
            lines::find(conn, id)?.ok_or(QueryError::NotFound)
        })
        .await
    }

    /// Renames a line and replaces how it is connected, where that is given. The answer is how it is kept now;
    /// nothing for a line that does not exist.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn connect_line(
        &self,
        line: LineId,
        name: String,
        sealed: Option<String>,
    ) -> Result<Option<LineRow>, WebError> {
        self.write(move |conn| {
            lines::rename(conn, line, &name)?;
            if let Some(sealed) = sealed {
                lines::update_secret(conn, line, &sealed)?;
            }
            lines::find(conn, line)
        })
        .await
    }

    /// Takes a line out of service, or back into it. The answer is how it is kept now; nothing for a line that
    /// does not exist.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn end_line(
        &self,
        line: LineId,
        ended_at: Option<Timestamp>,
    ) -> Result<Option<LineRow>, WebError> {
        self.write(move |conn| {
            lines::set_ended(conn, line, ended_at)?;
            lines::find(conn, line)
        })
        .await
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&mut Conn) -> Result<T, QueryError> + Send + 'static,
    ) -> Result<T, WebError> {
        let pool = self.pool.clone();
        web::block(move || {
            let mut conn = pool.get().map_err(|error| WebError::fault(&error))?;
            query(&mut conn).map_err(|error| WebError::fault(&error))
        })
        .await?
    }

    async fn write<T: Send + 'static>(
        &self,
        change: impl FnOnce(&mut Conn) -> Result<T, QueryError> + Send + 'static,
    ) -> Result<T, WebError> {
        let (writer, database) = (Arc::clone(&self.writer), self.database.clone());
        web::block(move || {
            let mut kept = writer.lock().unwrap_or_else(PoisonError::into_inner);
            let mut conn = match kept.take() {
                Some(conn) => conn,
                None => database.writer().map_err(|error| WebError::fault(&error))?,
            };
            let done = change(&mut conn).map_err(|error| WebError::fault(&error));
            // After a fault the connection may be broken: the next change gets a new one.
            *kept = done.is_ok().then_some(conn);
            done
        })
        .await?
    }
}

fn hex(hash: TokenHash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}
