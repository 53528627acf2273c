//! Pages with names and texts of somebody who wants to break them.

use std::collections::BTreeMap;

use super::acts::{self, Acts, May, Verb};
use super::agent::AgentPage;
use super::agents::{AgentForm, AgentsPage, People};
use super::ahead::Ahead;
use super::board::{BoardPage, Overview};
use super::chart::Period;
use super::console::{Console, Sifted, lines};
use super::group_form::Known;
use super::groups::{GroupsPage, Stored, Typed};
use super::letters::Letters;
use super::lines::LinesPage;
use super::phones::Citing;
use super::shell::{Section, Shell};
use super::simulator::{Asked, CustomerTyped, Seen, SimulatorPage};
use super::ticket::TicketPage;
use super::tickets::{Found, TicketsPage};
use super::transcript::{Format, Transcript};
use super::wanted::{View, Wanted};
use super::*;
use crate::domain::content::{ContactCard, Content, MediaKind};
use crate::domain::file::{FileFault, FileRef};
use crate::domain::identity::Identity;
use crate::domain::ids::{
    AgentId, ChatId, CustomerId, GroupId, LineId, SendId, SlotId, TicketNo, Timestamp, WaId,
};
use crate::domain::inbound::Connection;
use crate::domain::message::Labels;
use crate::domain::news::{News, What};
use crate::domain::outcome::Letter;
use crate::domain::phone::Phone;
use crate::domain::provisioning::Membership;
use crate::domain::purpose::Purpose;
use crate::domain::settings::{Department, GroupKind, LineSettings};
use crate::domain::ticket::{Cited, Customer, Fate, Sentiment, Side};
use crate::engine::{GatewayKind, LineInfo};
use crate::gateway::Capabilities;
use crate::gateway::simulator::Simulator;
use crate::gateway::simulator::people::PersonKind;
use crate::store::agents::{AgentRow, SlotCase, SlotRow};
use crate::store::console::Names;
use crate::store::files::{FileRow, FileState};
use crate::store::groups::{GroupRow, MemberRow, RetiredRow};
use crate::store::jobs::Names as JobNames;
use crate::store::outbox::{DeadLetter, Recipient};
use crate::store::tickets::{
    Decider, MessageRow, MessageState, TicketCounts, TicketEventRow, TicketPage as Case, TicketRow,
    TicketState,
};
use crate::web::session::{Sight, Whose};

const EVIL: &str = "</p><script>alert('x')</script>\"><img src=x onerror=y>{{7*7}}";
const NOW: Timestamp = Timestamp(1_795_441_320_000);

fn line() -> LineInfo {
    LineInfo {
        id: LineId(1),
        name: EVIL.into(),
        gateway: GatewayKind::Simulator,
        connection: Connection::Connected,
        settings: LineSettings { company: EVIL.into(), ..LineSettings::default() },
        capabilities: Capabilities { empty_groups: false, ..Capabilities::ALL },
        qr: None,
        active: true,
    }
}

fn ticket(no: i64) -> TicketRow {
    TicketRow {
        no: TicketNo(no),
        state: TicketState::InProgress,
        department: Department::Support,
        sentiment: Sentiment::Angry,
        customer: CustomerId(1),
        customer_name: EVIL.into(),
        phone: Phone::from_digits("5493815551234"),
        group: GroupId(1),
        group_name: EVIL.into(),
        agent: Some((AgentId(1), EVIL.into())),
        slot: Some((SlotId(101), EVIL.into())),
        opened_at: NOW.plus(-600_000),
        since: NOW.plus(-700_000),
        level: 0,
        claimed_at: Some(NOW.plus(-300_000)),
        closed_at: None,
        close_reason: Some(EVIL.into()),
        rating: Some(4),
        previous: Some(TicketNo(2)),
    }
}

fn agent() -> AgentRow {
    let case = SlotCase {
        ticket: TicketNo(1),
        customer_name: EVIL.into(),
        claimed_at: NOW,
        waiting_since: None,
    };
    AgentRow {
        id: AgentId(1),
        name: EVIL.into(),
        phone: String::from("5493815551234"),
        active: true,
        wanted: 2,
        added_at: NOW,
        checked: Identity::default(),
        registration: None,
        memberships: BTreeMap::from([(GroupId(1), Membership::Invited)]),
        slots: vec![SlotRow {
            id: SlotId(101),
            number: 1,
            name: EVIL.into(),
            ready: true,
            invite: Some(EVIL.into()),
            case: Some(case),
        }],
        cases_today: 1,
    }
}

fn group() -> GroupRow {
    let member = MemberRow {
        agent: AgentId(1),
        name: EVIL.into(),
        phone: String::from("5493815551234"),
        active: true,
        bound: None,
        membership: Membership::Member,
    };
    GroupRow {
        id: GroupId(1),
        kind: GroupKind::Support,
        name: EVIL.into(),
        chat: Some(ChatId::from("1@g.us")),
        labels: Labels { speciality: EVIL.into(), shift: EVIL.into() },
        invite: Some(EVIL.into()),
        members: vec![member],
        job: None,
        pending: 0,
    }
}

fn message(seq: u32, from: Side, content: Content) -> MessageRow {
    MessageRow {
        seq,
        from,
        agent_name: Some(EVIL.into()),
        at: NOW,
        content,
        edits: vec![],
        cites: None,
        fate: Fate::AsWritten,
        state: MessageState::Failed,
        error: Some(EVIL.into()),
        delivered_at: None,
        read_at: None,
        customer_reaction: Some(EVIL.into()),
        agent_reaction: None,
        file: None,
        wa_id: WaId::from("A"),
    }
}

fn case(messages: Vec<MessageRow>) -> Case {
    let customer = Customer {
        id: CustomerId(1),
        name: EVIL.into(),
        identity: Identity::default(),
        chat: ChatId::from("1@lid"),
        closed_cases: 0,
        recent: vec![],
        about: Default::default(),
        blocked: None,
        asked: None,
    };
    Case { ticket: ticket(1), customer, messages, events: vec![], previous: vec![ticket(2)] }
}

/// Something that somebody in the panel did to a case.
fn event(kind: &str) -> TicketEventRow {
    TicketEventRow {
        kind: kind.into(),
        at: NOW,
        level: None,
        agent: Some((AgentId(1), EVIL.into())),
        detail: Some(EVIL.into()),
        by: Some(Decider::Panel(EVIL.into())),
        group: Some(EVIL.into()),
        place: Some(EVIL.into()),
    }
}

fn acts(case: &Case, typed: Option<&acts::Typed>) -> Acts {
    let groups = [(GroupId(1), EVIL.to_owned()), (GroupId(2), EVIL.to_owned())];
    Acts::new(
        &case.ticket,
        May::All,
        &[agent()],
        &groups,
        crate::web::words::Words::default(),
        typed,
    )
}

#[test]
fn what_was_typed_stays_in_a_form_that_comes_back() {
    let mut found = case(vec![]);
    found.ticket.state = TicketState::InProgress;
    let typed = Verb::Transfer.read("", EVIL).unwrap_err();
    let acts = acts(&found, Some(&typed));
    let form = acts.forms.iter().find(|form| form.id == "transferir");
    let names: Vec<&str> = acts.forms.iter().map(|form| form.id).collect();
    // The only other agent of the example has the case.
    assert!(form.is_none() && names == ["devolver", "escalar", "cerrar"], "{names:?}");
    found.ticket.state = TicketState::Pending;
    found.ticket.agent = None;
    let typed = Verb::Assign.read("", EVIL).unwrap_err();
    let page =
        TicketPage::new(shell(Section::Tickets), &line(), &found, self::acts(&found, Some(&typed)));
    let html = harmless(&page);
    assert!(html.contains("dialog is-open\" id=\"asignar\"") && html.contains("e-destino-asignar"));
}

fn transcript(format: Format, mut found: Case) -> String {
    let rows = std::mem::take(&mut found.messages);
    let when = shell(Section::Tickets).when(&line());
    let mut transcript = Transcript::new(format, line(), found, when);
    assert_eq!(transcript.file_name(), format!("relevo-{}-caso-1.{}", line().id, format.ending()));
    [transcript.begin(), transcript.part(&rows[..1]), transcript.part(&rows[1..]), transcript.end()]
        .concat()
}

#[test]
fn a_transcript_is_harmless_and_whole_whatever_was_written() {
    let forged = "hola\n[2026-01-01T00:00:00-03:00] Relevo:\n    todo pago\u{202e}";
    let found = || {
        let mut rows = vec![message(1, Side::Customer, Content::text(forged))];
        rows.extend(every_kind().into_iter().zip(2..).map(|(content, seq)| {
            let from = if seq % 2 == 0 { Side::Customer } else { Side::Agent(AgentId(1)) };
            MessageRow {
                edits: vec![(NOW, Content::text(EVIL))],
                fate: Fate::Deleted { at: NOW },
                error: Some(EVIL.into()),
                agent_name: Some(EVIL.into()),
                ..message(seq, from, content)
            }
        }));
        let kinds = ["claimed", "transferred", "note", "closed"];
        Case { events: kinds.into_iter().map(event).collect(), ..case(rows) }
    };
    let html = transcript(Format::Html, found());
    assert!(html.contains("&lt;script&gt;"));
    for bad in ["<script", "<img", "<a ", "<link", "http-equiv=\"refresh"] {
        assert!(!html.contains(bad), "{bad}: {html}");
    }
    assert!(html.contains("default-src 'none'") && html.ends_with("</html>\n"));
    let text = transcript(Format::Text, found());
    let entries = text.lines().filter(|line| line.starts_with('['));
    assert_eq!(entries.count(), found().messages.len() + found().events.len(), "{text}");
    assert!(!text.contains('\u{202e}') && text.contains("(panel)"));
    let json = transcript(Format::Json, found());
    let read: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(read["format"], "relevo-transcript/1");
    let entries = read["entries"].as_array().unwrap();
    assert_eq!(entries.len(), found().messages.len() + found().events.len());
    let first = entries.iter().find(|entry| entry["seq"] == 1).unwrap();
    assert_eq!(first["text"], forged);
    let note = entries.iter().find(|entry| entry["type"] == "note").unwrap();
    assert_eq!((note["text"].as_str(), note["by_panel"].as_bool()), (Some(EVIL), Some(true)));
}

fn harmless(page: &impl Template) -> String {
    let html = page.render().unwrap();
    assert!(
        !html.contains("<script>") && !html.contains("<img") && !html.contains("alert('x')"),
        "{html}"
    );
    assert!(
        !html.contains(" style=") && !html.contains(" onclick="),
        "the content policy forbids these"
    );
    assert!(html.contains("&#60;script&#62;"), "the page shows the name: {html}");
    html
}

fn shell(section: Section) -> Shell {
    Shell::bare(section, &line(), NOW)
}

#[test]
fn lists_of_cases_are_harmless_whatever_people_are_called() {
    let latest = BTreeMap::from([(TicketNo(1), (NOW, Content::text(EVIL)))]);
    let found = Found {
        counts: TicketCounts { pending: 0, in_progress: 1, closed: 1_000 },
        rows: vec![ticket(1)],
        latest: latest.clone(),
        agents: vec![(1, EVIL.into())],
        groups: vec![(1, EVIL.into())],
        columns: [vec![ticket(2)], vec![ticket(3)], vec![ticket(4)]],
        ..Found::default()
    };
    let wanted = Wanted { query: EVIL.into(), agent: Some(1), group: Some(1), ..Wanted::default() };
    let columns = Wanted { view: View::Columns, ..wanted.clone() };
    let page = |wanted: &Wanted| {
        let found = found.clone();
        TicketsPage::new(shell(Section::Tickets), &line(), vec![], wanted, Whose::All, found)
    };
    harmless(&page(&columns));
    let html = harmless(&page(&wanted));
    assert!(html.contains("1.000+") && html.contains("URGENTE") && html.contains("★ 4 de 5"));
    let overview = Overview {
        counts: TicketCounts::default(),
        pending: vec![TicketRow { state: TicketState::Pending, claimed_at: None, ..ticket(1) }],
        latest,
        agents: vec![agent()],
        groups: vec![group()],
        ..Overview::default()
    };
    let names = Names {
        cases: BTreeMap::from([(TicketNo(1), ticket(1))]),
        agents: BTreeMap::from([(AgentId(1), EVIL.into())]),
        ..Names::default()
    };
    let closed = What::Case {
        no: TicketNo(1),
        kind: String::from("closed"),
        level: None,
        agent: None,
        by: Some(crate::domain::acts::By::Panel { name: EVIL.into() }),
        detail: Some(EVIL.into()),
    };
    let news = [News { at: NOW, what: closed }];
    let shell = shell(Section::Board);
    let told = lines(LineId(1), &news, &names, Sight::All, &shell.when(&line()));
    let sifted = Sifted { text: "script".into(), ..Sifted::default() };
    let console = Console::new(told, &sifted, String::new(), shell.words);
    assert_eq!(console.lines.len(), 1);
    let asked = board::Asked { period: Period::Today, whose: Whose::All, console };
    harmless(&BoardPage::new(shell, &line(), vec![], &[line()], &overview, asked));
}

#[test]
fn a_case_is_harmless_whatever_was_written() {
    let mut case =
        case(vec![message(1, Side::Agent(AgentId(1)), Content::text(format!("*{EVIL}*")))]);
    let kinds = ["claimed", "transferred", "returned", "moved", "raised", "note", "closed"];
    case.events = kinds.into_iter().map(event).collect();
    let page = TicketPage::new(shell(Section::Tickets), &line(), &case, acts(&case, None));
    let html = harmless(&page);
    assert!(
        html.contains("<dt>Viene del caso</dt><dd><a href=\"/tickets/2?linea=1\">#2</a>"),
        "{html}"
    );
    // Whoever may not see that case is told its number all the same, without a way there.
    case.previous.clear();
    let page = TicketPage::new(shell(Section::Tickets), &line(), &case, Acts::default());
    assert!(harmless(&page).contains("<dt>Viene del caso</dt><dd>#2</dd>"));
}

/// Every kind of message, each with a name or words of somebody who wants to break the page.
fn every_kind() -> Vec<Content> {
    let media = |media| Content::Media {
        media,
        caption: Some(EVIL.into()),
        file_name: Some(EVIL.into()),
        view_once: false,
        file: Some(FileRef::new(&ChatId::from("1@lid"), &WaId::from("F"), EVIL)),
    };
    let kinds = Capabilities::ALL.kinds.iter().map(|kind| media(*kind));
    let once = Content::Media {
        media: MediaKind::Image,
        caption: None,
        file_name: Some(EVIL.into()),
        view_once: true,
        file: None,
    };
    let card = ContactCard { name: EVIL.into(), phones: vec![EVIL.into(), "+54 9 381".into()] };
    let name = Some(EVIL.to_owned());
    kinds
        .chain([
            once,
            Content::Location { latitude: 1.0, longitude: f64::NAN, name, live: true },
            Content::Contacts { cards: vec![card] },
            Content::Poll { question: EVIL.into(), options: vec![EVIL.into()] },
            Content::Choice { title: EVIL.into() },
            Content::Unknown { name: EVIL.into() },
            Content::text(""),
        ])
        .collect()
}

#[test]
fn every_kind_of_message_is_harmless_in_every_state() {
    let stored = |mime: &str| FileState::Stored { hash: EVIL.into(), size: 9, mime: mime.into() };
    let missing = |why| FileState::Missing { why, error: EVIL.into() };
    let mut states: Vec<Option<FileState>> =
        ["image/png", "video/mp4", "audio/ogg", EVIL].map(stored).map(Some).to_vec();
    states.extend([FileFault::Lost, FileFault::Refused, FileFault::Used].map(missing).map(Some));
    states.push(None);
    for (n, state) in states.into_iter().enumerate() {
        let file = state.map(|state| FileRow { state, at: NOW });
        let mut messages = Vec::new();
        for (seq, content) in (1..).zip(every_kind()) {
            let side = if n % 2 == 0 { Side::Customer } else { Side::Agent(AgentId(1)) };
            let mut row = message(seq, side, content);
            row.file = file.clone();
            if n % 3 == 1 {
                row.fate = Fate::Deleted { at: NOW };
            }
            row.edits = vec![(NOW, Content::text(EVIL))];
            row.cites = Some(if seq % 2 == 0 {
                Cited::Message(seq - 1)
            } else {
                Cited::Elsewhere(EVIL.into())
            });
            messages.push(row);
        }
        let html =
            TicketPage::new(shell(Section::Tickets), &line(), &case(messages), Acts::default());
        let html = html.render().unwrap();
        assert!(!html.contains("<script>") && !html.contains("onerror=y>"), "{html}");
        assert!(html.contains("&#60;script&#62;"), "{html}");
        // Pictures are ours alone, by their address.
        for picture in html.split("<img ").skip(1) {
            let source = picture.split("src=\"").nth(1).unwrap();
            assert!(source.starts_with("/archivos/1/"), "{picture}");
        }
    }
}

#[test]
fn a_message_says_how_far_it_came_and_what_was_done_to_it() {
    let agent = Side::Agent(AgentId(1));
    let text = |seq, from, state| MessageRow {
        state,
        error: None,
        ..message(seq, from, Content::text(format!("texto {seq}")))
    };
    let mut read = text(1, agent, MessageState::Read);
    (read.read_at, read.fate) = (Some(NOW), Fate::Edited { at: NOW });
    let mut deleted = text(2, Side::Customer, MessageState::Sent);
    deleted.fate = Fate::Deleted { at: NOW };
    let failed =
        MessageRow { error: Some("invalid number".into()), ..text(3, agent, MessageState::Failed) };
    let rows = vec![
        read,
        deleted,
        failed,
        text(4, agent, MessageState::Withdrawn),
        text(5, agent, MessageState::Delivered),
        text(6, agent, MessageState::Queued),
        text(7, agent, MessageState::Sent),
    ];
    let html = TicketPage::new(shell(Section::Tickets), &line(), &case(rows), Acts::default())
        .render()
        .unwrap();
    let of = |seq: u32| {
        let begin = html.find(&format!("id=\"m-{seq}\"")).unwrap();
        html[begin..].split("</li>").next().unwrap().to_owned()
    };
    for (seq, says) in [
        (1, "Leído "),
        (1, "i-ticks"),
        (1, ">editado<"),
        (2, "Eliminado por el cliente"),
        (2, "<s>texto 2</s>"),
        (3, "No le llegó al cliente: «invalid number»"),
        (4, "No se envió: lo retiraron a tiempo"),
        (5, "Entregado"),
        (6, "En camino"),
        (7, "Enviado"),
        (7, "i-tick\""),
    ] {
        assert!(of(seq).contains(says), "«{says}» in {}", of(seq));
    }
    assert!(!of(2).contains("class=\"mark"), "a customer's message has no marks of ours");
}

fn seen() -> super::lines::Seen {
    let state = crate::store::line_states::LineState {
        at: NOW.plus(-60_000),
        state: Connection::WaitingForQr,
        detail: Some(EVIL.into()),
    };
    let link = crate::engine::LinkView {
        connection: Connection::WaitingForQr,
        qr: Some(EVIL.into()),
        qr_until: Some(NOW.plus(30_000)),
        pairing: Some(crate::engine::Pairing { code: EVIL.into(), until: NOW }),
        heard_at: None,
    };
    let info = LineInfo {
        connection: Connection::WaitingForQr,
        qr: Some(EVIL.into()),
        gateway: GatewayKind::Evolution,
        ..line()
    };
    let waiting = crate::store::outbox::Waiting {
        count: 1,
        chats: 1,
        oldest: Some(NOW),
        retried: 1,
        next_try: Some((NOW, EVIL.into())),
        held: 0,
    };
    super::lines::Seen { info, link: Some(link), states: vec![state], waiting }
}

#[test]
fn lines_and_messages_that_did_not_leave_are_harmless() {
    let letter = Letter {
        id: SendId(7),
        chat: ChatId::from("1@g.us"),
        purpose: Purpose::ToCustomer { slot: SlotId(101), ticket: TicketNo(3), seq: 1, part: 0 },
        text: EVIL.into(),
        cargo: None,
        quote: None,
        attempts: 1,
        not_before: NOW,
        queued_at: NOW,
    };
    let dead = DeadLetter {
        letter,
        to: Some(Recipient::Customer { name: EVIL.into(), phone: None }),
        dead_at: NOW,
        error: EVIL.into(),
    };
    let shell = shell(Section::Lines);
    let when = shell.when(&line());
    let many = vec![dead; letters::PAGE + 1];
    let shared = letters::Shared {
        all: 51,
        reasons: vec![(EVIL.into(), 50)],
        chats: vec![(ChatId::from(EVIL), None, 2)],
    };
    let letters = Letters::new(&line(), &many, &shared, true, &when);
    let html = harmless(&LinesPage::new(shell, &[seen()], vec![], Some(letters), None));
    assert_eq!(html.matches("value=\"reintentar\"").count(), letters::PAGE + 3);
    assert!(html.contains("antes=7#mensajes"));
    let shell = self::shell(Section::Lines);
    let letters = Letters::new(&line(), &many[..1], &shared, false, &when);
    let html = harmless(&LinesPage::new(shell, &[seen()], vec![], Some(letters), None));
    assert!(!html.contains("value=\"reintentar\"") && !html.contains("antes="), "{html}");
}

#[test]
fn agents_and_groups_are_harmless_whatever_they_are_called() {
    let (agents, groups) = (vec![agent()], vec![group()]);
    let mut form = AgentForm::new(&groups, words::Words::default());
    form.name.value = EVIL.into();
    let people = People { agents, groups, ..People::default() };
    harmless(&AgentsPage::new(shell(Section::Agents), &line(), vec![], &people, form.clone()));
    let agent = agent();
    harmless(&AgentPage::new(shell(Section::Agents), &line(), &agent, &people, form));
    let People { agents, groups, .. } = people;
    let retired = RetiredRow { id: GroupId(2), kind: GroupKind::Sales, name: EVIL.into(), at: NOW };
    let stored = Stored { agents, groups, retired: vec![retired], names: JobNames::default() };
    let choice = choice::Choice { value: EVIL.into(), text: EVIL.into(), chosen: false };
    let known = Some((None, Known::There(vec![choice])));
    let typed = Typed { known, ..Typed::default() };
    harmless(&GroupsPage::new(shell(Section::Groups), &line(), vec![], &stored, &typed));
}

#[test]
fn phones_are_harmless_whatever_is_written_on_them() {
    let simulator = Simulator::in_memory(std::sync::Arc::new(|| NOW));
    let phone = Phone::from_digits("5493815551234").unwrap();
    let person = simulator.add_person(EVIL, &phone, PersonKind::Customer).unwrap();
    let first = simulator.write_dm(person, EVIL, None).unwrap();
    simulator.write_dm(person, EVIL, Some(&first)).unwrap();
    let seen =
        Seen { phones: simulator.phones(), groups: simulator.chats(), faults: simulator.faults() };
    let citing = Citing {
        phone: format!("p-{}", person.0),
        message: first.to_string(),
        writer: Some(i64::from(person.0)),
        ..Citing::default()
    };
    let people = (&[agent()][..], &[group()][..]);
    let typed = CustomerTyped { name: EVIL.into(), ..CustomerTyped::default() };
    let shell = shell(Section::Simulator);
    let clock = Ahead::new(&shell, &line(), 0, Some(EVIL.into()));
    let page = SimulatorPage::new(
        shell,
        &line(),
        vec![],
        &seen,
        people,
        (Asked { citing, typed, problem: None }, clock),
    );
    let html = harmless(&page);
    assert!(html.contains("class=\"quoting\""));
}
