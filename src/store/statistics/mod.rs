//! Figures of the cases of a period, exact: nothing is estimated, and nothing is kept from one question to the next.
//!
//! A period's cases are those that were *opened* in it; tickets are numbered as they are opened, so that a period is
//! a run of rows, read once, in order (`rows`). Of each case a few numbers are kept (`Case`), from which
//! everything is counted ([`parts`](Parts)). What happened *at* a time belongs to the period of that time: alerts, and
//! how many cases were in progress (`load`).
//!
//! | measure | from | to |
//! |---|---|---|
//! | waiting | opened | taken by whoever attends it |
//! | first answer | opened | an agent's first message to the customer |
//! | handling | taken | closed |
//! | resolution | opened | closed |
//!
//! Measures are in whole seconds, rounded down. A percentile is a measure that occurred: the least one that so many
//! of a hundred did not exceed.

mod civil;
mod figures;
mod load;
mod measure;
mod rows;
mod sheet;

pub use civil::{LocalClock, Span, Unit};
pub use figures::{Alerts, Comment, Figures, Reason, Slice, figures, totals};
pub use load::Load;
pub use measure::{Part, Parts, Spread};
pub use rows::Case;
pub use sheet::{SheetRow, sheet};

use diesel::prelude::*;

use super::Conn;
use super::schema::tickets;
use crate::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use crate::domain::settings::Department;

/// Which cases are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// Of which line.
    pub line: LineId,
    /// Opened then or later …
    pub from: Timestamp,
    /// … and before this.
    pub before: Timestamp,
    /// Only those about this.
    pub department: Option<Department>,
    /// Only those of this main group, the last one that announced them.
    pub group: Option<GroupId>,
    /// Only those that this agent attends or attended last.
    pub agent: Option<AgentId>,
}

impl Scope {
    /// The filters as a condition on `tickets`. Nothing of it was typed by anybody: numbers, and names of ours.
    fn condition(&self) -> String {
        let mut all = String::new();
        if let Some(department) = self.department {
            all.push_str(&format!(" AND tickets.department = '{}'", department.name()));
        }
        if let Some(group) = self.group {
            all.push_str(&format!(" AND tickets.group_id = {group}"));
        }
        if let Some(agent) = self.agent {
            all.push_str(&format!(" AND tickets.agent_id = {agent}"));
        }
        all
    }

    /// Whether some of the period's cases are left out.
    fn is_narrow(&self) -> bool {
        self.department.is_some() || self.group.is_some() || self.agent.is_some()
    }
}

/// When the first case of a line was opened.
///
/// # Errors
/// Those of the database.
pub fn first_opened(conn: &mut Conn, line: LineId) -> QueryResult<Option<Timestamp>> {
    let first: Option<i64> = tickets::table
        .filter(tickets::line_id.eq(line.0))
        .order(tickets::no.asc())
        .select(tickets::opened_at)
        .first(conn)
        .optional()?;
    Ok(first.map(Timestamp))
}
