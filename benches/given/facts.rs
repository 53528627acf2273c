//! What chat messages and pages are made from.

use std::collections::BTreeMap;

use relevo::domain::content::Content;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, ChatId, CustomerId, GroupId, LineId, SlotId, TicketNo};
use relevo::domain::inbound::Connection;
use relevo::domain::message::Labels;
use relevo::domain::notice::{Notice, TicketCard};
use relevo::domain::outcome::Body;
use relevo::domain::phone::Phone;
use relevo::domain::provisioning::Membership;
use relevo::domain::registration::Proof;
use relevo::domain::settings::{Department, GroupKind, Language, LineSettings};
use relevo::domain::ticket::Sentiment;
use relevo::engine::{GatewayKind, LineInfo};
use relevo::gateway::Capabilities;
use relevo::store::agents::{AgentRow, RegistrationRow, SlotCase, SlotRow};
use relevo::store::groups::GroupRow;
use relevo::store::latest::Latest;
use relevo::store::tickets::{TicketCounts, TicketRow, TicketState};
use relevo::text::Tone;
use relevo::web::panel::board::{Asked, BoardPage, Overview};
use relevo::web::panel::chart::Period;
use relevo::web::panel::console::Console;
use relevo::web::panel::shell::{Section, Shell};
use relevo::web::panel::tickets::{Found, TicketsPage};
use relevo::web::panel::wanted::Wanted;
use relevo::web::session::Whose;

use super::NOW;

const MINUTE: i64 = 60_000;
/// What a customer writes, with accents and a mark that must not format.
pub const TEXT: &str = "Buenas tardes, desde ayer a la noche no tengo conexión en casa y ya \
                        reinicié el equipo *dos veces*. ¿Pueden mandar a alguien?";

/// In this language, in Buenos Aires.
pub fn tone(language: Language) -> Tone {
    Tone::new(language, "America/Argentina/Buenos_Aires", NOW)
}

/// A ticket to be taken.
pub fn announcement() -> Body {
    Body::Say(Notice::Announcement { card: card(), opening: TEXT.into(), waited_ms: 2 * MINUTE })
}

/// A case begins in a slot.
pub fn header() -> Body {
    Body::Say(Notice::CaseHeader { card: card(), waited_ms: 7 * MINUTE, tags: Vec::new() })
}

/// A customer's message, carried to a slot.
pub fn relayed() -> Body {
    Body::Relay {
        name: Some("Marta Quiroga".into()),
        content: Content::text(TEXT),
        replies_to: None,
        edited: false,
    }
}

fn card() -> TicketCard {
    TicketCard {
        ticket: TicketNo(1042),
        department: Department::Support,
        customer: "Marta Quiroga".into(),
        number: Some("+54 9 381 555-1234".into()),
        sentiment: Sentiment::Neutral,
        opened_at: NOW.plus(-2 * MINUTE),
        closed_cases: 3,
        summary: None,
        previous: None,
    }
}

/// The list of open cases: 25 of them.
pub fn ticket_list() -> TicketsPage {
    let rows = tickets(25);
    let found = Found {
        counts: TicketCounts { pending: 25, in_progress: 12, closed: 1_000 },
        latest: latest(&rows),
        rows,
        agents: (1..=10).map(|n| (n, format!("Agente {n}"))).collect(),
        groups: vec![(1, "Soporte".into()), (2, "Ventas".into())],
        ..Found::default()
    };
    let line = line();
    let shell = Shell::bare(Section::Tickets, &line, NOW);
    TicketsPage::new(shell, &line, Vec::new(), &Wanted::default(), Whose::All, found)
}

/// The board: 12 cases that wait, 10 agents with 3 slots.
pub fn board() -> BoardPage {
    let pending = tickets(12);
    let overview = Overview {
        counts: TicketCounts { pending: 12, in_progress: 10, closed: 1_000 },
        latest: latest(&pending),
        pending,
        agents: (1..=10).map(agent).collect(),
        groups: vec![group(1, GroupKind::Support), group(2, GroupKind::Sales)],
        ..Overview::default()
    };
    let line = line();
    let shell = Shell::bare(Section::Board, &line, NOW);
    let asked = Asked { period: Period::Today, whose: Whose::All, console: Console::default() };
    BoardPage::new(shell, &line, Vec::new(), std::slice::from_ref(&line), &overview, asked)
}

fn line() -> LineInfo {
    LineInfo {
        id: LineId(1),
        name: "Principal".into(),
        gateway: GatewayKind::Evolution,
        connection: Connection::Connected,
        settings: LineSettings::default(),
        capabilities: Capabilities {
            client_ids: false,
            empty_groups: false,
            qr: true,
            ..Capabilities::ALL
        },
        qr: None,
        active: true,
    }
}

fn tickets(count: i64) -> Vec<TicketRow> {
    let row = |no| TicketRow {
        no: TicketNo(no),
        state: TicketState::Pending,
        department: Department::Support,
        sentiment: if no % 5 == 0 { Sentiment::Angry } else { Sentiment::Neutral },
        customer: CustomerId(no),
        customer_name: format!("Marta Quiroga {no}"),
        phone: Phone::from_digits("5493815551234"),
        group: GroupId(1),
        group_name: "Soporte".into(),
        agent: None,
        slot: None,
        opened_at: NOW.plus(-no * MINUTE),
        since: NOW.plus(-no * MINUTE),
        level: 0,
        claimed_at: None,
        closed_at: None,
        close_reason: None,
        rating: None,
        previous: None,
    };
    (1..=count).map(row).collect()
}

fn latest(rows: &[TicketRow]) -> Latest {
    rows.iter().map(|row| (row.no, (row.since, Content::text(TEXT)))).collect()
}

fn agent(n: i64) -> AgentRow {
    let slot = |number: u8| SlotRow {
        id: SlotId(n * 100 + i64::from(number)),
        number,
        name: format!("Chat soporte Agente {n} N°{number}"),
        ready: true,
        invite: None,
        case: (number == 1).then(|| SlotCase {
            ticket: TicketNo(n),
            customer_name: "Hugo Barrionuevo".into(),
            claimed_at: NOW.plus(-n * MINUTE),
            waiting_since: (n % 2 == 0).then_some(NOW.plus(-MINUTE)),
        }),
    };
    let identity = Identity::from_jid(&format!("54938166600{n:02}@s.whatsapp.net"));
    AgentRow {
        id: AgentId(n),
        name: format!("Agente {n}"),
        phone: format!("54938166600{n:02}"),
        active: true,
        wanted: 3,
        added_at: NOW,
        checked: identity.clone(),
        registration: Some(RegistrationRow { identity, proof: Proof::Number, at: NOW }),
        memberships: BTreeMap::from([(GroupId(1), Membership::Member)]),
        slots: (1..=3).map(slot).collect(),
        cases_today: 7,
    }
}

fn group(n: i64, kind: GroupKind) -> GroupRow {
    let chat = Some(ChatId::from(format!("12036300000000000{n}@g.us")));
    let (id, name) = (GroupId(n), format!("Grupo {n}"));
    let labels = Labels::default();
    GroupRow {
        id,
        kind,
        name,
        chat,
        labels,
        invite: None,
        members: Vec::new(),
        job: None,
        pending: 0,
    }
}
