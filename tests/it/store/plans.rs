//! What a question costs: every statement of a rebuild and of the panel's pages, as SQLite would run it.

use std::sync::{Arc, Mutex};

use diesel::connection::{Instrumentation, InstrumentationEvent};
use diesel::prelude::*;
use diesel::sql_types::Text;
use relevo::domain::file::FileKey;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, CustomerId, GroupId, LineId, SendId, TicketNo, Timestamp};
use relevo::domain::settings::Department;
use relevo::domain::ticket::Sentiment;
use relevo::store::statistics::{LocalClock, Scope, Span, Unit};
use relevo::store::tickets::{Limits, Order, Selection, TicketFilter, TicketState};
use relevo::store::{
    Conn, agents, console, customers, files, groups, jobs, load, outbox, statistics, tickets,
};

use super::on_both;

/// Tables that grow for ever.
const GROWING: [&str; 9] = [
    "tickets",
    "messages",
    "message_edits",
    "files",
    "ticket_events",
    "customers",
    "posts",
    "jobs",
    "outbox",
];

#[test]
fn no_question_reads_the_whole_history_of_a_line() {
    on_both(|place| {
        let (line, conn) = (place.line(), &mut place.conn());
        if !matches!(conn, Conn::Sqlite(_)) {
            return;
        }
        let asked = Arc::new(Mutex::new(Vec::new()));
        conn.set_instrumentation(Listener(Arc::clone(&asked)));
        ask_everything(conn, line);
        conn.set_instrumentation(None::<Box<dyn Instrumentation>>);
        let asked = asked.lock().unwrap().clone();
        assert!(asked.len() > 40, "{}", asked.len());
        for sql in asked.iter().filter(|sql| sql.starts_with("SELECT")) {
            let newest_only =
                sql.contains("max(") || (sql.contains("ORDER BY") && sql.contains("LIMIT"));
            for step in plan(conn, sql) {
                for table in GROWING {
                    let scan = step == format!("SCAN {table}")
                        || step.starts_with(&format!("SCAN {table} "));
                    let whole_line = step.starts_with(&format!("SEARCH {table} USING"))
                        && step.ends_with("(line_id=?)");
                    let partial = [
                        "tickets_open",
                        "jobs_open",
                        "outbox_unsent",
                        "outbox_dead",
                        "posts_agent",
                    ]
                    .iter()
                    .any(|index| step.contains(index));
                    assert!(!scan && (!whole_line || partial || newest_only), "{step}\n  {sql}");
                }
            }
        }
    });
}

fn ask_everything(conn: &mut Conn, line: LineId) {
    // A customer, so that no answer cuts the questions short.
    diesel::sql_query(
        "INSERT INTO customers (line_id, id, name, phone, phone_key, lid, chat, closed_cases, words) \
         VALUES (1, 1, 'Ana', '5491', '5491', '7', '7@lid', 0, 'ana 5491 7 1945')",
    )
    .execute(conn)
    .unwrap();
    diesel::sql_query(
        "INSERT INTO main_groups (line_id, id, kind, name, chat) VALUES (1, 1, 'support', 'Soporte', '1@g.us')",
    )
    .execute(conn)
    .unwrap();
    diesel::sql_query(
        "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, level, noted_at, unnoted, \
         alert_level, agent_id, agent_name, slot_id, slot_name, claimed_at, closed_at, closed_by, close_reason, last_seq) \
         VALUES (1, 1, 1, 'pending', 'support', 'neutral', 1, 1, 1, 0, 1, 0, NULL, NULL, NULL, \
         NULL, NULL, NULL, NULL, NULL, NULL, 0)",
    )
    .execute(conn)
    .unwrap();
    diesel::sql_query(
        "INSERT INTO tickets (line_id, no, customer_id, state, department, sentiment, group_id, opened_at, since, level, noted_at, unnoted, \
         alert_level, agent_id, agent_name, slot_id, slot_name, claimed_at, closed_at, closed_by, close_reason, last_seq) \
         VALUES (1, 2, 1, 'closed', 'support', 'neutral', 1, 1, 1, 0, 1, 0, NULL, 1, 'Juan', \
         101, 'Chat', 1, 2, 1, NULL, 0)",
    )
    .execute(conn)
    .unwrap();
    diesel::sql_query("INSERT INTO jobs VALUES (1, 1, 'group', 1, 1, 'open', NULL)")
        .execute(conn)
        .unwrap();
    diesel::sql_query("INSERT INTO seen VALUES (1, 1, '0')").execute(conn).unwrap();
    // A message with a file, and one that did not leave: both are asked more about.
    let key = FileKey(7);
    let photo = format!(
        "{{\"kind\":\"media\",\"media\":\"image\",\"file\":{{\"key\":\"{key}\",\"source\":\"s\"}}}}"
    );
    diesel::sql_query(format!(
        "INSERT INTO messages (line_id, ticket, seq, side, at, wa_id, content, words, state) \
         VALUES (1, 1, 1, 'customer', 1, 'W', '{photo}', '', 'kept')"
    ))
    .execute(conn)
    .unwrap();
    diesel::sql_query("INSERT INTO ticket_events (line_id, ticket, n, kind, at, level, agent_id, detail) VALUES (1, 1, 8, 'opened', 1, NULL, NULL, NULL)")
        .execute(conn)
        .unwrap();
    load::record(conn, line).unwrap();
    for identity in ["5491150001001@s.whatsapp.net", "7@lid"] {
        customers::find(conn, line, &Identity::from_jid(identity)).unwrap();
    }
    customers::recent_of(conn, line, CustomerId(1)).unwrap();
    let all = TicketFilter::default();
    let filters = [
        all.clone(),
        TicketFilter { state: Some(TicketState::Closed), ..all.clone() },
        TicketFilter { group: Some(GroupId(1)), ..all.clone() },
        TicketFilter { agent: Some(AgentId(1)), ..all.clone() },
        TicketFilter { group: Some(GroupId(1)), agent: Some(AgentId(1)), ..all.clone() },
        TicketFilter { text: "#1".into(), ..all.clone() },
        TicketFilter { rating: Some(1), ..all.clone() },
        TicketFilter { text: "ana".into(), ..all.clone() },
        TicketFilter { text: "5491".into(), ..all.clone() },
        TicketFilter { state: Some(TicketState::Pending), ..all.clone() },
        TicketFilter {
            state: Some(TicketState::InProgress),
            group: Some(GroupId(1)),
            ..all.clone()
        },
    ];
    let limits = Limits { now: Timestamp(9), first_ms: 1, urgent_ms: 1 };
    let narrow = TicketFilter {
        department: Some(Department::Support),
        sentiment: Some(Sentiment::Neutral),
        late: Some(limits),
        opened_from: Some(Timestamp(1)),
        opened_before: Some(Timestamp(99)),
        rating: Some(5),
        ..all
    };
    let narrowed = [
        narrow.clone(),
        TicketFilter { group: Some(GroupId(1)), ..narrow.clone() },
        TicketFilter { agent: Some(AgentId(1)), ..narrow.clone() },
        TicketFilter { text: "ana".into(), ..narrow },
    ];
    let states = TicketState::ALL.map(Some).into_iter().chain([None]);
    for (filter, state) in
        narrowed.iter().flat_map(|filter| states.clone().map(move |state| (filter, state)))
    {
        let found = Selection::of(conn, line, filter).unwrap();
        found.walk(conn, state, Order::NewestFirst, Some(TicketNo(9)), 50).unwrap();
        found.walk(conn, state, Order::OldestFirst, None, 50).unwrap();
        found.tally(conn).unwrap();
        found.closed_since(conn, Timestamp(1), 50).unwrap();
    }
    for agent in [None, Some(AgentId(1))] {
        tickets::opened_since(conn, line, agent, Timestamp(1)).unwrap();
        tickets::deeds_since(conn, line, agent, Timestamp(1)).unwrap();
    }
    of_a_period(conn, line);
    console::last(conn, line, Some(AgentId(1)), 100).unwrap();
    let news = console::last(conn, line, None, 100).unwrap();
    console::names(conn, line, &news).unwrap();
    for filter in filters {
        tickets::list(conn, line, &filter, Some(TicketNo(9)), 50).unwrap();
        let found = Selection::of(conn, line, &filter).unwrap();
        found.list(conn, filter.state, Order::OldestFirst, None, 50).unwrap();
        found.counts(conn).unwrap();
    }
    tickets::open_counts(conn, line).unwrap();
    tickets::find(conn, line, TicketNo(1)).unwrap();
    agents::all(conn, line, Timestamp(1)).unwrap();
    groups::all(conn, line).unwrap();
    groups::retired(conn, line).unwrap();
    groups::chats(conn, line).unwrap();
    jobs::open(conn, line).unwrap();
    jobs::names(conn, line).unwrap();
    let [message] = &tickets::find(conn, line, TicketNo(1)).unwrap().unwrap().messages[..] else {
        panic!("one message")
    };
    assert_eq!(message.content.file().map(|file| file.key), Some(key));
    files::of(conn, line, &[key, FileKey(8)]).unwrap();
    files::is_shared(conn, "aa", line, key).unwrap();
    files::message(conn, line, TicketNo(1), 1).unwrap();
    diesel::sql_query(
        "INSERT INTO outbox (line_id, id, chat, purpose, text, created_at, attempts, not_before, dead_at, part) \
         VALUES (1, 8, '7@lid', 'answer', 'x', 1, 1, 1, 1, 0)",
    )
    .execute(conn)
    .unwrap();
    let dead = outbox::dead(conn, line, Some(SendId(9)), 10).unwrap();
    assert!(dead.iter().all(|dead| dead.to.is_some()) && dead.len() == 1, "{dead:?}");
    outbox::counts(conn, line).unwrap();
}

/// What the statistics ask of a period: a run of tickets, and of events.
fn of_a_period(conn: &mut Conn, line: LineId) {
    let day = "2026-11-23".parse().unwrap();
    let span = Span::new(&jiff::tz::TimeZone::UTC, day, day, Unit::Hour);
    for agent in [None, Some(AgentId(1))] {
        let (from, before) = (span.from(), span.before);
        let scope = Scope { line, from, before, department: None, group: None, agent };
        let clock = LocalClock::new(&jiff::tz::TimeZone::UTC, from, before);
        statistics::figures(conn, &scope, &span, &clock, before).unwrap();
        statistics::sheet(conn, &scope, 1, 9).unwrap();
    }
    statistics::first_opened(conn, line).unwrap();
}

#[derive(QueryableByName)]
struct Step {
    #[diesel(sql_type = Text)]
    detail: String,
}

fn plan(conn: &mut Conn, sql: &str) -> Vec<String> {
    let steps: Vec<Step> =
        diesel::sql_query(format!("EXPLAIN QUERY PLAN {sql}")).load(conn).unwrap();
    steps.into_iter().map(|step| step.detail).collect()
}

struct Listener(Arc<Mutex<Vec<String>>>);

impl Instrumentation for Listener {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { query, .. } = event {
            let query = query.to_string();
            let sql = query.split(" -- binds").next().unwrap_or_default().to_owned();
            self.0.lock().unwrap().push(sql);
        }
    }
}
