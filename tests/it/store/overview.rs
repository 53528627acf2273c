//! What the board, the console and the filters of the list ask, from the small history of [`super::panel`].

use diesel::RunQueryDsl as _;
use relevo::domain::acts::By;
use relevo::domain::ids::{AgentId, GroupId, TicketNo, Timestamp};
use relevo::domain::news::What;
use relevo::domain::settings::Department;
use relevo::domain::ticket::Sentiment;
use relevo::store::tickets::{
    self, Deeds, Limits, Order, Selection, TicketCounts, TicketFilter, TicketState,
};
use relevo::store::{Conn, console};

use super::on_both;
use super::panel::written;

const JUAN: AgentId = AgentId(1);

fn all() -> TicketFilter {
    TicketFilter::default()
}

#[test]
fn cases_are_filtered_by_department_mood_lateness_and_date_together() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let found = |conn: &mut Conn, filter: &TicketFilter| -> Vec<i64> {
            let rows = tickets::list(conn, line, filter, None, 9).unwrap();
            rows.into_iter().map(|row| row.no.0).collect()
        };
        let support = TicketFilter { department: Some(Department::Support), ..all() };
        assert_eq!(found(conn, &support), [4, 3, 2, 1]);
        assert!(
            found(conn, &TicketFilter { department: Some(Department::Sales), ..all() }).is_empty()
        );
        assert!(
            found(conn, &TicketFilter { sentiment: Some(Sentiment::Angry), ..all() }).is_empty()
        );
        // 3 waits since 30, 4 since 40, and 4 has passed a limit; nobody waits for 1 and 2.
        let late = |now| {
            let limits = Limits { now: Timestamp(now), first_ms: 100, urgent_ms: 1 };
            TicketFilter { late: Some(limits), ..support.clone() }
        };
        assert_eq!(found(conn, &late(100)), [4]);
        assert_eq!(found(conn, &late(131)), [4, 3]);
        let from_20 = TicketFilter { opened_from: Some(Timestamp(20)), ..support.clone() };
        assert_eq!(found(conn, &from_20), [4, 3, 2]);
        let to_40 = TicketFilter { opened_before: Some(Timestamp(40)), ..from_20.clone() };
        assert_eq!(found(conn, &to_40), [3, 2]);
        let of_juan = TicketFilter { agent: Some(JUAN), ..from_20.clone() };
        assert_eq!(found(conn, &of_juan), [2]);
        let of_sales = TicketFilter { group: Some(GroupId(2)), ..support.clone() };
        assert_eq!(found(conn, &of_sales), [4]);
        let named = TicketFilter { text: "perez".into(), ..from_20.clone() };
        assert_eq!(found(conn, &named), [2]);
        for days in [1_i64, 9_999] {
            let later = Timestamp(86_400_000 * days);
            assert!(found(conn, &TicketFilter { opened_from: Some(later), ..all() }).is_empty());
            let before = TicketFilter { opened_before: Some(later), ..all() };
            assert_eq!(found(conn, &before), [4, 3, 2, 1]);
        }
        // How a case was rated: 1, the one that is over.
        let rated = format!("UPDATE tickets SET rating = 2 WHERE line_id = {line} AND no = 1");
        diesel::sql_query(rated).execute(&mut place.conn()).unwrap();
        let of = |rating| TicketFilter { rating: Some(rating), ..all() };
        assert_eq!(found(conn, &of(2)), [1]);
        assert!(found(conn, &of(5)).is_empty());
        assert_eq!(found(conn, &TicketFilter { text: "#1".into(), ..of(2) }), [1]);
        assert!(found(conn, &TicketFilter { text: "#1".into(), ..of(3) }).is_empty());
        let rows = tickets::list(conn, line, &of(2), None, 9).unwrap();
        assert_eq!(rows.first().and_then(|row| row.rating), Some(2));
        let tally = |conn: &mut Conn, filter: &TicketFilter| {
            Selection::of(conn, line, filter).unwrap().tally(conn).unwrap()
        };
        let counts = TicketCounts { pending: 2, in_progress: 1, closed: 1 };
        assert_eq!(tally(conn, &support), (counts, false));
        let counts = TicketCounts { pending: 2, in_progress: 1, closed: 0 };
        assert_eq!(tally(conn, &from_20), (counts, false));
        let counts = TicketCounts { pending: 0, in_progress: 1, closed: 0 };
        assert_eq!(tally(conn, &of_juan), (counts, false));
    });
}

#[test]
fn a_narrowed_list_goes_on_in_both_directions() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let support = TicketFilter { department: Some(Department::Support), ..all() };
        let selection = Selection::of(conn, line, &support).unwrap();
        let mut walk = |state, order, after: Option<i64>, most| -> Vec<i64> {
            let walk = selection.walk(conn, state, order, after.map(TicketNo), most).unwrap();
            assert_eq!(walk.looked_to, None);
            walk.rows.into_iter().map(|row| row.no.0).collect()
        };
        let (newest, oldest) = (Order::NewestFirst, Order::OldestFirst);
        assert_eq!(walk(None, newest, None, 2), [4, 3]);
        assert_eq!(walk(None, newest, Some(3), 2), [2, 1]);
        assert_eq!(walk(None, oldest, Some(2), 2), [3, 4]);
        assert_eq!(walk(Some(TicketState::Pending), oldest, None, 9), [3, 4]);
        assert_eq!(walk(Some(TicketState::Pending), oldest, Some(3), 9), [4]);
        assert_eq!(walk(Some(TicketState::Closed), newest, None, 9), [1]);
        assert_eq!(walk(Some(TicketState::InProgress), newest, None, 9), [2]);
    });
}

#[test]
fn a_period_tells_what_was_opened_taken_closed_and_alerted() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let opened = |conn: &mut Conn, agent, from| -> Vec<(TicketState, bool, u32)> {
            let rows = tickets::opened_since(conn, line, agent, Timestamp(from)).unwrap();
            assert!(rows.iter().all(|row| row.quarter == Timestamp(0)));
            rows.into_iter().map(|row| (row.state, row.late, row.count)).collect()
        };
        let (closed, taken, pending) =
            (TicketState::Closed, TicketState::InProgress, TicketState::Pending);
        assert_eq!(
            opened(conn, None, 0),
            [(closed, false, 1), (taken, false, 1), (pending, false, 1), (pending, true, 1)]
        );
        assert_eq!(opened(conn, Some(JUAN), 15), [(taken, false, 1)]);
        assert!(opened(conn, None, 41).is_empty() && opened(conn, None, i64::MAX / 9).is_empty());
        let deeds = |conn: &mut Conn, agent, from| {
            tickets::deeds_since(conn, line, agent, Timestamp(from)).unwrap()
        };
        assert_eq!(deeds(conn, None, 0), Deeds { claimed: 2, closed: 1, alerted: 1 });
        assert_eq!(deeds(conn, None, 15), Deeds { claimed: 1, closed: 0, alerted: 1 });
        assert_eq!(deeds(conn, Some(JUAN), 0), Deeds { claimed: 2, closed: 1, alerted: 0 });
        assert_eq!(deeds(conn, Some(AgentId(0)), 0), Deeds::default());
        let since = |conn: &mut Conn, filter: &TicketFilter, at| -> Vec<i64> {
            let selection = Selection::of(conn, line, filter).unwrap();
            let rows = selection.closed_since(conn, Timestamp(at), 9).unwrap();
            rows.into_iter().map(|row| row.no.0).collect()
        };
        let named = TicketFilter { text: "perez".into(), ..all() };
        let of_nobody = TicketFilter { agent: Some(AgentId(0)), ..all() };
        for (filter, found) in [(all(), &[1][..]), (named, &[1]), (of_nobody, &[])] {
            assert_eq!(since(conn, &filter, 14), found);
            assert!(since(conn, &filter, 15).is_empty());
        }
    });
}

#[test]
fn the_console_tells_what_happened_last_from_the_tables() {
    on_both(|place| {
        let line = written(place);
        let conn = &mut place.database.readers().get().unwrap();
        let news = console::last(conn, line, None, 100).unwrap();
        let told: Vec<String> = news
            .iter()
            .map(|news| match &news.what {
                What::Case { no, kind, .. } => format!("{} {kind} {no}", news.at.0),
                What::GivenUp { ticket, error, .. } => {
                    format!("{} {error} {}", news.at.0, ticket.unwrap())
                }
                other => format!("{} {other:?}", news.at.0),
            })
            .collect();
        assert_eq!(
            told,
            [
                "1 AgentAdded(AgentId(1))",
                "1 AgentBound(AgentId(1))",
                "10 opened 1",
                "12 claimed 1",
                "14 closed 1",
                "20 opened 2",
                "22 claimed 2",
                "25 blocked 2",
                "30 opened 3",
                "40 opened 4",
                "45 escalated 4",
                "45 alerted 4",
            ]
        );
        let What::Case { by, detail, .. } = &news[4].what else { panic!("{:?}", news[4]) };
        assert_eq!((by.clone(), detail.as_deref()), (Some(By::Agent(JUAN)), Some("resuelto")));
        assert_eq!(console::last(conn, line, None, 3).unwrap(), news[9..]);
        // Of Juan's cases: what happened to 1 and 2, and what did not leave.
        let own = console::last(conn, line, Some(JUAN), 100).unwrap();
        let at: Vec<i64> = own.iter().map(|news| news.at.0).collect();
        assert_eq!(at, [10, 12, 14, 20, 22, 25]);
        let names = console::names(conn, line, &news).unwrap();
        assert_eq!(names.cases.len(), 4);
        assert_eq!(names.cases[&TicketNo(2)].customer_name, "Ana Pérez");
        assert_eq!(names.agents[&JUAN], "Juan Díaz");
    });
}
