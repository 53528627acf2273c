//! How much there was to do at a time, against how much could be done: cases in progress, and personal groups.

use diesel::prelude::*;

use super::civil::Span;
use super::{Scope, rows};
use crate::domain::ids::Timestamp;
use crate::store::Conn;
use crate::store::persist::history::PLACES;
use crate::store::schema::{agents, slots};
use crate::store::tickets::numbers;

/// A step of a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Cases in progress at the same time, at the most.
    pub peak: u32,
    /// The time that all cases in progress took in it, together (milliseconds).
    pub held_ms: i64,
    /// How long it has lasted so far (milliseconds).
    pub span_ms: i64,
    /// Personal groups that there were.
    pub slots: u32,
}

/// The load of each step until now. `held` are the times from taking to closing of the cases opened in the period.
pub(super) fn load(
    conn: &mut Conn,
    scope: &Scope,
    span: &Span,
    mut held: Vec<(i64, Option<i64>)>,
    now: Timestamp,
) -> QueryResult<Vec<Load>> {
    held.extend(carried_in(conn, scope)?);
    let end = span.before.0.min(now.0);
    let mut steps = carried(span, held, end);
    for (places, step) in capacity(conn, scope, span)?.into_iter().zip(&mut steps) {
        step.slots = places;
    }
    Ok(steps)
}

/// Cases opened before the period that were not over when it began.
fn carried_in(conn: &mut Conn, scope: &Scope) -> QueryResult<Vec<(i64, Option<i64>)>> {
    let (line, from) = (scope.line, scope.from.0);
    // A case opened before has a number up to that of the first one after.
    let (_, last) = numbers(conn, line, None, Some(scope.from))?;
    let last = last.unwrap_or(i64::MAX);
    let before = format!(
        "tickets.claimed_at IS NOT NULL AND tickets.opened_at < {from}{}",
        scope.condition()
    );
    let mut found = Vec::new();
    let open = format!(
        "SELECT tickets.claimed_at, tickets.no FROM tickets WHERE tickets.line_id = {line} \
         AND tickets.closed_at IS NULL AND tickets.state = 'in_progress' AND {before}"
    );
    rows::each_pair(conn, &open, |claimed, _| found.push((claimed, None)))?;
    // By what happened since, not by the tickets before, which are many more: with a plus, SQLite looks up none of them.
    let closed = format!(
        "SELECT tickets.claimed_at, tickets.closed_at FROM ticket_events \
         INNER JOIN tickets ON tickets.line_id = {line} AND tickets.no = +ticket_events.ticket \
         WHERE ticket_events.line_id = {line} AND ticket_events.n >= {} AND ticket_events.kind = 'closed' \
         AND +ticket_events.ticket <= {last} AND tickets.closed_at >= {from} AND {before}",
        from.saturating_mul(PLACES)
    );
    rows::each_pair(conn, &closed, |claimed, closed| found.push((claimed, Some(closed))))?;
    Ok(found)
}

/// Counts them: each begins and ends, in the order of time.
fn carried(span: &Span, held: Vec<(i64, Option<i64>)>, end: i64) -> Vec<Load> {
    let from = span.from().0;
    let (mut begins, mut ends) = (Vec::with_capacity(held.len()), Vec::with_capacity(held.len()));
    for (claimed, closed) in held {
        let (begin, over) = (claimed.max(from), closed.unwrap_or(i64::MAX));
        if begin < over && begin < end {
            begins.push(begin);
            ends.push(over);
        }
    }
    begins.sort_unstable();
    ends.sort_unstable();
    let (mut begins, mut ends) = (begins.into_iter().peekable(), ends.into_iter().peekable());
    let mut count = 0_u32;
    let mut steps = Vec::with_capacity(span.starts.len());
    for (n, start) in span.starts.iter().enumerate() {
        let until = span.end(n).min(end);
        let mut step = Load { span_ms: (until - start).max(0), ..Load::default() };
        let mut at = *start;
        while at < until {
            // Who ends then makes room for who begins then.
            while ends.next_if(|over| *over <= at).is_some() {
                count = count.saturating_sub(1);
            }
            while begins.next_if(|begin| *begin <= at).is_some() {
                count += 1;
            }
            step.peak = step.peak.max(count);
            let next = [begins.peek(), ends.peek()].into_iter().flatten().min();
            let next = next.map_or(until, |next| (*next).min(until));
            step.held_ms =
                step.held_ms.saturating_add((next - at).saturating_mul(i64::from(count)));
            at = next;
        }
        steps.push(step);
    }
    steps
}

/// Personal groups in each step: those of agents who were there, until they were retired.
fn capacity(conn: &mut Conn, scope: &Scope, span: &Span) -> QueryResult<Vec<u32>> {
    type Row = (i64, Option<i64>, Option<i64>);
    let mut query = slots::table
        .inner_join(
            agents::table
                .on(agents::line_id.eq(slots::line_id).and(agents::id.eq(slots::agent_id))),
        )
        .filter(slots::line_id.eq(scope.line.0))
        .filter(slots::chat.is_not_null())
        .into_boxed();
    if let Some(agent) = scope.agent {
        query = query.filter(slots::agent_id.eq(agent.0));
    }
    let rows: Vec<Row> =
        query.select((agents::added_at, agents::removed_at, slots::retired_at)).load(conn)?;
    let count = |n: usize, start: i64| {
        let is_there = |row: &&Row| {
            let gone = [row.1, row.2].into_iter().flatten().min();
            row.0 < span.end(n) && gone.is_none_or(|gone| gone > start)
        };
        u32::try_from(rows.iter().filter(is_there).count()).unwrap_or(u32::MAX)
    };
    Ok(span.starts.iter().enumerate().map(|(n, start)| count(n, *start)).collect())
}

#[cfg(test)]
mod tests {
    use super::super::civil::Unit;
    use super::*;

    fn span(starts: &[i64], before: i64) -> Span {
        Span { starts: starts.to_vec(), before: Timestamp(before), unit: Unit::Hour }
    }

    fn told(steps: &[Load]) -> Vec<(u32, i64, i64)> {
        steps.iter().map(|step| (step.peak, step.held_ms, step.span_ms)).collect()
    }

    #[test]
    fn what_is_in_progress_is_counted_over_the_steps_that_it_lasts() {
        let held = vec![(5, Some(25)), (12, Some(15)), (15, None), (0, Some(3)), (7, Some(7))];
        let steps = carried(&span(&[10, 20, 30], 40), held.clone(), 40);
        assert_eq!(told(&steps), [(2, 10 + 3 + 5, 10), (2, 5 + 10, 10), (1, 10, 10)]);
        // Until now only: what is to come has not lasted.
        let steps = carried(&span(&[10, 20, 30], 40), held, 24);
        assert_eq!(told(&steps), [(2, 18, 10), (2, 8, 4), (0, 0, 0)]);
    }
}
