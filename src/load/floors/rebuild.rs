//! The rebuild of a line against bare `SELECT`s of the same rows.

use std::time::Duration;

use diesel::connection::DefaultLoadingMode;
use diesel::prelude::*;

use crate::domain::ids::{LineId, Timestamp};
use crate::domain::line::{SEEN_MOST, SEEN_MS};
use crate::load::clock::timed;
use crate::store::load::{self, LoadError, PAST_MOST};
use crate::store::schema::{
    agents, customers, main_groups, memberships, messages, posts, seen, slots, tickets,
};
use crate::store::{Conn, Database, OpenError, customers as people};

/// A rebuild beside its floor, measured in turns in the same run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rebuild {
    /// Rows that both read.
    pub rows: u64,
    /// Bare `SELECT`s of them; the best of the turns.
    pub floor: Duration,
    /// From the tables to the line's record; the best of the turns.
    pub record: Duration,
    /// From the record to owners that are ready to run, with what they left unfinished; the best of the turns.
    pub owners: Duration,
}

impl Rebuild {
    /// How many times the floor the rebuild takes.
    #[must_use]
    pub fn ratio(&self) -> f64 {
        (self.record + self.owners).as_secs_f64() / self.floor.as_secs_f64().max(1e-9)
    }
}

/// Why a rebuild could not be measured.
#[derive(Debug, thiserror::Error)]
pub enum FloorError {
    /// The database cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The line cannot be loaded.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// A statement of the floor failed.
    #[error("cannot read the floor: {0}")]
    Query(#[from] diesel::result::Error),
}

/// Measures the rebuild of a line as of `now`, in so many turns, after one that warms the caches.
///
/// # Errors
/// [`FloorError`].
pub fn measure(
    database: &Database,
    line: LineId,
    now: Timestamp,
    turns: u32,
) -> Result<Rebuild, FloorError> {
    let mut best =
        Rebuild { rows: 0, floor: Duration::MAX, record: Duration::MAX, owners: Duration::MAX };
    for turn in 0..=turns {
        // A connection of its own for each: one would warm the other's cache.
        let conn = &mut database.writer()?;
        let (rows, floor) = timed(|| read(conn, line));
        let conn = &mut database.writer()?;
        let (record, loading) = timed(|| load::record(conn, line));
        let record = record?;
        let (_owners, building) = timed(|| {
            let mut owners = record.into_owners(now);
            let unfinished = owners.resume(now);
            (owners, unfinished)
        });
        best.rows = rows?;
        if turn > 0 {
            best.floor = best.floor.min(floor);
            best.record = best.record.min(loading);
            best.owners = best.owners.min(building);
        }
    }
    Ok(best)
}

type PersonRow = (i64, String, Option<String>, Option<String>, String, i64);
type OpenRow = (i64, i64, String, String, String, i64, i64, i64, i64, i64, i64, Option<i64>, i64);
type MessageRow = (i64, i64, String, Option<i64>, i64, String, String);
type PastRow = (i64, Option<String>, Option<i64>);
type PostRow = (String, Option<i64>, Option<i64>);

/// Reads the rows and lets them go; the answer is how many.
fn read(conn: &mut Conn, line: LineId) -> QueryResult<u64> {
    let mut rows = 0;
    let line = line.0;
    macro_rules! drain {
        ($query:expr, $row:ty) => {
            for row in $query.load_iter::<$row, DefaultLoadingMode>(conn)? {
                std::hint::black_box(&row?);
                rows += 1;
            }
        };
    }
    let open =
        || tickets::table.filter(tickets::line_id.eq(line)).filter(tickets::closed_at.is_null());
    let groups: Vec<i64> = main_groups::table
        .filter(main_groups::line_id.eq(line))
        .select(main_groups::id)
        .load(conn)?;
    drain!(
        agents::table.filter(agents::line_id.eq(line)).select((
            agents::id,
            agents::name,
            agents::phone,
            agents::bound_phone
        )),
        (i64, String, String, Option<String>)
    );
    drain!(
        memberships::table.filter(memberships::line_id.eq(line)).select((
            memberships::agent_id,
            memberships::group_id,
            memberships::state
        )),
        (i64, i64, String)
    );
    drain!(
        slots::table.filter(slots::line_id.eq(line)).select((
            slots::id,
            slots::agent_id,
            slots::number,
            slots::name,
            slots::chat
        )),
        (i64, i64, i64, String, Option<String>)
    );
    drain!(
        open().select((
            tickets::no,
            tickets::customer_id,
            tickets::state,
            tickets::department,
            tickets::sentiment,
            tickets::group_id,
            tickets::opened_at,
            tickets::since,
            tickets::level,
            tickets::noted_at,
            tickets::unnoted,
            tickets::slot_id,
            tickets::last_seq,
        )),
        OpenRow
    );
    let whose = customers::line_id.eq(tickets::line_id).and(customers::id.eq(tickets::customer_id));
    drain!(
        open().inner_join(customers::table.on(whose)).select((
            customers::id,
            customers::name,
            customers::phone,
            customers::lid,
            customers::chat,
            customers::closed_cases,
        )),
        PersonRow
    );
    drain!(people::recent_of_busy(LineId(line)), people::RecentRow);
    let said = messages::line_id.eq(tickets::line_id).and(messages::ticket.eq(tickets::no));
    drain!(
        open().inner_join(messages::table.on(said)).filter(tickets::state.eq("pending")).select((
            messages::ticket,
            messages::seq,
            messages::side,
            messages::agent_id,
            messages::at,
            messages::wa_id,
            messages::content,
        )),
        MessageRow
    );
    for group in groups {
        drain!(
            tickets::table
                .filter(tickets::line_id.eq(line))
                .filter(tickets::group_id.eq(group))
                .filter(tickets::closed_at.is_not_null())
                .order(tickets::no.desc())
                .limit(PAST_MOST)
                .select((tickets::no, tickets::agent_name, tickets::closed_at)),
            PastRow
        );
    }
    let announced = posts::line_id
        .eq(tickets::line_id)
        .and(posts::group_id.eq(tickets::group_id))
        .and(posts::ticket.eq(tickets::no.nullable()));
    drain!(
        open().inner_join(posts::table.on(announced)).select((
            posts::wa_id,
            posts::ticket,
            posts::agent_id
        )),
        PostRow
    );
    let newest: Option<i64> = seen::table
        .filter(seen::line_id.eq(line))
        .select(diesel::dsl::max(seen::at))
        .first(conn)?;
    drain!(
        seen::table
            .filter(seen::line_id.eq(line))
            .filter(seen::at.ge(newest.unwrap_or(0).saturating_sub(SEEN_MS)))
            .order((seen::at.desc(), seen::event_key.desc()))
            .limit(i64::try_from(SEEN_MOST).unwrap_or(i64::MAX))
            .select((seen::at, seen::event_key)),
        (i64, String)
    );
    Ok(rows)
}
