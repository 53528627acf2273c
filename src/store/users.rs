//! People who may use the panel.

use std::fmt;

use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};

use super::Conn;
use super::open::within;
use super::schema::{sessions, users};
use crate::domain::ids::{AgentId, LineId, Timestamp};
use crate::domain::settings::Language;

/// A user of the panel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserId(pub i64);

impl fmt::Display for UserId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// What a user may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Everything.
    Admin,
    /// Sees all, acts on tickets, changes no settings.
    Supervisor,
    /// Own tickets and history.
    Operator,
}

impl Role {
    /// All roles, most powerful first.
    pub const ALL: [Self; 3] = [Self::Admin, Self::Supervisor, Self::Operator];

    /// The name in the database and in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Supervisor => "supervisor",
            Self::Operator => "operator",
        }
    }

    /// Reads [`Self::name`].
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// A user as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct UserRow {
    /// The number.
    pub id: UserId,
    /// What is typed to sign in, lower case.
    pub login: String,
    /// What people read.
    pub name: String,
    /// argon2id; empty until the person has set one.
    pub password_hash: String,
    /// What the user may do.
    pub role: Role,
    /// The language of the panel.
    pub language: Language,
    /// Since when.
    pub created_at: Timestamp,
    /// The agent who an operator is.
    pub attends: Option<(LineId, AgentId)>,
}

impl fmt::Debug for UserRow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("UserRow")
            .field("id", &self.id)
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

/// A user to be created.
#[derive(Clone, PartialEq, Eq)]
pub struct NewUser {
    /// What is typed to sign in; stored in lower case.
    pub login: String,
    /// What people read.
    pub name: String,
    /// argon2id.
    pub password_hash: String,
    /// What the user may do.
    pub role: Role,
    /// The language of the panel.
    pub language: Language,
    /// Now.
    pub created_at: Timestamp,
}

/// Why a user was not created.
#[derive(Debug, thiserror::Error)]
pub enum CreateUserError {
    /// Somebody has that login.
    #[error("the login is taken")]
    LoginTaken,
    /// The database.
    #[error("cannot create the user: {0}")]
    Query(#[from] Error),
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = users)]
pub(super) struct Columns {
    id: i64,
    login: String,
    name: String,
    password_hash: String,
    role: String,
    language: String,
    created_at: i64,
    attends_line: Option<i64>,
    attends_agent: Option<i64>,
}

impl Columns {
    pub fn row(self) -> UserRow {
        UserRow {
            id: UserId(self.id),
            login: self.login,
            name: self.name,
            password_hash: self.password_hash,
            // An unknown role gets the least.
            role: Role::from_name(&self.role).unwrap_or(Role::Operator),
            language: language(&self.language),
            created_at: Timestamp(self.created_at),
            attends: self.attends_line.map(LineId).zip(self.attends_agent.map(AgentId)),
        }
    }
}

/// Creates a user.
///
/// # Errors
/// [`CreateUserError`], which tells a taken login from a fault.
#[allow(clippy::wildcard_enum_match_arm, reason = "one of the library's many errors is told apart")]
pub fn create(conn: &mut Conn, user: &NewUser) -> Result<UserId, CreateUserError> {
    let created = within(conn, |conn| insert(conn, user));
    created.map_err(|error| match error {
        Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _) => CreateUserError::LoginTaken,
        #[allow(
            clippy::wildcard_enum_match_arm,
            reason = "one of the library's many errors is told apart"
        )]
        other => CreateUserError::Query(other),
    })
}

/// Creates the first user, unless there is one already: of two who try at once, one gets nothing.
///
/// # Errors
/// Those of the database.
#[allow(clippy::wildcard_enum_match_arm, reason = "one of the library's many errors is told apart")]
pub fn create_first(conn: &mut Conn, user: &NewUser) -> QueryResult<Option<UserId>> {
    let created =
        within(
            conn,
            |conn| if count(conn)? == 0 { insert(conn, user).map(Some) } else { Ok(None) },
        );
    match created {
        Err(Error::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        other => other,
    }
}

/// The user with this login, in any case.
///
/// # Errors
/// Those of the database.
pub fn by_login(conn: &mut Conn, login: &str) -> QueryResult<Option<UserRow>> {
    let row: Option<Columns> = users::table
        .filter(users::login.eq(normal(login)))
        .select(Columns::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(Columns::row))
}

/// One user.
///
/// # Errors
/// Those of the database.
pub fn find(conn: &mut Conn, user: UserId) -> QueryResult<Option<UserRow>> {
    let row: Option<Columns> =
        users::table.find(user.0).select(Columns::as_select()).first(conn).optional()?;
    Ok(row.map(Columns::row))
}

/// All users by login.
///
/// # Errors
/// Those of the database.
pub fn all(conn: &mut Conn) -> QueryResult<Vec<UserRow>> {
    let rows: Vec<Columns> =
        users::table.order(users::login.asc()).select(Columns::as_select()).load(conn)?;
    Ok(rows.into_iter().map(Columns::row).collect())
}

/// How many users there are.
///
/// # Errors
/// Those of the database.
pub fn count(conn: &mut Conn) -> QueryResult<i64> {
    users::table.count().get_result(conn)
}

/// Replaces a password and signs the user out everywhere; says whether there is such a user.
///
/// # Errors
/// Those of the database.
pub fn set_password(conn: &mut Conn, user: UserId, password_hash: &str) -> QueryResult<bool> {
    within(conn, |conn| {
        diesel::delete(sessions::table.filter(sessions::user_id.eq(user.0))).execute(conn)?;
        let touched = diesel::update(users::table.find(user.0))
            .set(users::password_hash.eq(password_hash))
            .execute(conn)?;
        Ok(touched > 0)
    })
}

/// What became of a change of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Changed {
    /// It was made.
    Done,
    /// There is no such user.
    Unknown,
    /// Nobody would be left who administers.
    LastAdmin,
}

/// Replaces what people read of a user and what the user may do. The last administrator stays one.
///
/// # Errors
/// Those of the database.
pub fn update(
    conn: &mut Conn,
    user: UserId,
    name: &str,
    role: Role,
    language: Language,
) -> QueryResult<Changed> {
    within(conn, |conn| {
        let Some(row) = find(conn, user)? else { return Ok(Changed::Unknown) };
        if role != Role::Admin && is_last_admin(conn, &row)? {
            return Ok(Changed::LastAdmin);
        }
        diesel::update(users::table.find(user.0))
            .set((
                users::name.eq(name),
                users::role.eq(role.name()),
                users::language.eq(language_name(language)),
            ))
            .execute(conn)?;
        Ok(Changed::Done)
    })
}

/// Changes the language of a user.
///
/// # Errors
/// Those of the database.
pub fn set_language(conn: &mut Conn, user: UserId, language: Language) -> QueryResult<()> {
    diesel::update(users::table.find(user.0))
        .set(users::language.eq(language_name(language)))
        .execute(conn)?;
    Ok(())
}

/// Whether nobody else could administer if this one no longer did. Whoever has not set a password yet cannot.
fn is_last_admin(conn: &mut Conn, user: &UserRow) -> QueryResult<bool> {
    if user.role != Role::Admin || user.password_hash.is_empty() {
        return Ok(false);
    }
    let others: i64 = users::table
        .filter(users::role.eq(Role::Admin.name()))
        .filter(users::password_hash.ne(""))
        .filter(users::id.ne(user.id.0))
        .count()
        .get_result(conn)?;
    Ok(others == 0)
}

/// Says which agent an operator is, or that the user is none.
///
/// # Errors
/// Those of the database.
pub fn set_attends(
    conn: &mut Conn,
    user: UserId,
    attends: Option<(LineId, AgentId)>,
) -> QueryResult<bool> {
    let touched = diesel::update(users::table.find(user.0))
        .set((
            users::attends_line.eq(attends.map(|(line, _)| line.0)),
            users::attends_agent.eq(attends.map(|(_, agent)| agent.0)),
        ))
        .execute(conn)?;
    Ok(touched > 0)
}

/// Deletes a user with all sessions. The last administrator stays.
///
/// # Errors
/// Those of the database.
pub fn delete(conn: &mut Conn, user: UserId) -> QueryResult<Changed> {
    within(conn, |conn| {
        let Some(row) = find(conn, user)? else { return Ok(Changed::Unknown) };
        if is_last_admin(conn, &row)? {
            return Ok(Changed::LastAdmin);
        }
        // Numbers are never given again: what the trail says of this one stays this one's.
        let last = last_id(conn)?.to_string();
        super::settings::set(conn, LAST_USER, &last)?;
        diesel::delete(users::table.find(user.0)).execute(conn)?;
        Ok(Changed::Done)
    })
}

/// The highest number that a user ever had, where that one is gone.
const LAST_USER: &str = "last_user";

fn last_id(conn: &mut Conn) -> QueryResult<i64> {
    let here: Option<i64> = users::table.select(diesel::dsl::max(users::id)).first(conn)?;
    let gone = super::settings::get(conn, LAST_USER)?.and_then(|id| id.parse().ok());
    Ok(here.unwrap_or(0).max(gone.unwrap_or(0)))
}

fn insert(conn: &mut Conn, user: &NewUser) -> QueryResult<UserId> {
    let id = last_id(conn)? + 1;
    diesel::insert_into(users::table)
        .values((
            users::id.eq(id),
            users::login.eq(normal(&user.login)),
            users::name.eq(&user.name),
            users::password_hash.eq(&user.password_hash),
            users::role.eq(user.role.name()),
            users::language.eq(language_name(user.language)),
            users::created_at.eq(user.created_at.0),
        ))
        .execute(conn)?;
    Ok(UserId(id))
}

fn normal(login: &str) -> String {
    login.trim().to_lowercase()
}

fn language_name(language: Language) -> &'static str {
    match language {
        Language::Es => "es",
        Language::Pt => "pt",
        Language::En => "en",
    }
}

fn language(name: &str) -> Language {
    match name {
        "pt" => Language::Pt,
        "en" => Language::En,
        _ => Language::Es,
    }
}
