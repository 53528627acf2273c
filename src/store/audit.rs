//! Who did what in the panel, when, and from where. Rows are only ever added.

use std::collections::BTreeSet;

use diesel::prelude::*;

use super::Conn;
use super::open::within;
use super::schema::audit;
use super::users::UserId;
use crate::domain::ids::{LineId, Timestamp};

/// How far back kinds of deeds are looked for, in rows.
const KINDS_AMONG: i64 = 5_000;

/// Something that somebody did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub at: Timestamp,
    /// Who; nobody for somebody who did not get in.
    pub user: Option<UserId>,
    /// What that one signs in with, as of then; empty if unknown.
    pub login: String,
    /// From where.
    pub address: String,
    /// On which line, where it was about one.
    pub line: Option<LineId>,
    /// What: the key of a text of the catalogue.
    pub deed: String,
    /// To whom or what: the name in that text.
    pub subject: String,
}

/// Which deeds are looked for; all that is empty counts for nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeedFilter {
    /// By whom.
    pub user: Option<UserId>,
    /// Of which kind.
    pub deed: Option<String>,
    /// Not before this.
    pub from: Option<Timestamp>,
    /// Before this.
    pub until: Option<Timestamp>,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = audit)]
struct Columns {
    id: i64,
    at: i64,
    user_id: Option<i64>,
    login: String,
    address: String,
    line_id: Option<i64>,
    deed: String,
    subject: String,
}

impl Columns {
    fn row(self) -> (i64, Deed) {
        let deed = Deed {
            at: Timestamp(self.at),
            user: self.user_id.map(UserId),
            login: self.login,
            address: self.address,
            line: self.line_id.map(LineId),
            deed: self.deed,
            subject: self.subject,
        };
        (self.id, deed)
    }
}

/// Writes a deed down.
///
/// # Errors
/// Those of the database.
pub fn add(conn: &mut Conn, deed: &Deed) -> QueryResult<()> {
    within(conn, |conn| {
        let last: Option<i64> = audit::table.select(diesel::dsl::max(audit::id)).first(conn)?;
        diesel::insert_into(audit::table)
            .values((
                audit::id.eq(last.unwrap_or(0) + 1),
                audit::at.eq(deed.at.0),
                audit::user_id.eq(deed.user.map(|user| user.0)),
                audit::login.eq(&deed.login),
                audit::address.eq(&deed.address),
                audit::line_id.eq(deed.line.map(|line| line.0)),
                audit::deed.eq(&deed.deed),
                audit::subject.eq(&deed.subject),
            ))
            .execute(conn)?;
        Ok(())
    })
}

/// Deeds with their numbers, newest first, at most `most`, from the one before `before` on.
///
/// # Errors
/// Those of the database.
pub fn list(
    conn: &mut Conn,
    filter: &DeedFilter,
    before: Option<i64>,
    most: u32,
) -> QueryResult<Vec<(i64, Deed)>> {
    let mut rows = audit::table
        .select(Columns::as_select())
        .order(audit::id.desc())
        .limit(i64::from(most))
        .into_boxed();
    if let Some(before) = before {
        rows = rows.filter(audit::id.lt(before));
    }
    if let Some(user) = filter.user {
        rows = rows.filter(audit::user_id.eq(user.0));
    }
    if let Some(deed) = &filter.deed {
        rows = rows.filter(audit::deed.eq(deed));
    }
    if let Some(from) = filter.from {
        rows = rows.filter(audit::at.ge(from.0));
    }
    if let Some(until) = filter.until {
        rows = rows.filter(audit::at.lt(until.0));
    }
    let rows: Vec<Columns> = rows.load(conn)?;
    Ok(rows.into_iter().map(Columns::row).collect())
}

/// The kinds of deeds that were done lately.
///
/// # Errors
/// Those of the database.
pub fn kinds(conn: &mut Conn) -> QueryResult<BTreeSet<String>> {
    let deeds: Vec<String> =
        audit::table.order(audit::id.desc()).limit(KINDS_AMONG).select(audit::deed).load(conn)?;
    Ok(deeds.into_iter().collect())
}
