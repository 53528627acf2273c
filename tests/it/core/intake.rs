//! Who is let in, and as what: going on from a case, customers whom nobody hears, agents, floods, cases that somebody
//! else opens.

use relevo::domain::acts::By;
use relevo::domain::calendar::{Schedule, Span, Week};
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::event::Event;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, GroupId, ReceiptId, TicketNo};
use relevo::domain::intake::{Menu, MenuOption};
use relevo::domain::line::Line;
use relevo::domain::message::{BlockCustomer, OpenTicket, Tell};
use relevo::domain::notice::{MenuPart, Notice};
use relevo::domain::outcome::Receipt;
use relevo::domain::purpose::Purpose;
use relevo::domain::refusal::Refusal;
use relevo::domain::rules::{GroupRules, Rules};
use relevo::domain::settings::{Department, IntakeMode, LineSettings};

use super::desk::{ANA, Desk, GROUP, HUGO, MARTA, RUI, slot_chat};

fn settings(intake: IntakeMode) -> LineSettings {
    LineSettings { intake, ..LineSettings::default() }
}

fn opened(desk: &Desk) -> Vec<(TicketNo, Option<TicketNo>)> {
    let opened = desk.events.iter().filter_map(|event| match event {
        Event::Opened { ticket, .. } => Some((ticket.no, ticket.previous)),
        _ => None,
    });
    opened.collect()
}

fn claimed(desk: &Desk) -> Vec<(TicketNo, AgentId)> {
    let claimed = desk.events.iter().filter_map(|event| match event {
        Event::Claimed { ticket, seat, .. } => Some((*ticket, seat.agent)),
        _ => None,
    });
    claimed.collect()
}

/// Marta's case was attended by Ana and is closed.
fn closed(mut desk: Desk) -> Desk {
    desk.case();
    desk.says(slot_chat(1).as_str(), ANA, "/fin", None);
    desk.look_away();
    desk
}

fn block(desk: &mut Desk, blocked: bool) {
    let customer = desk.events.iter().rev().find_map(|event| match event {
        Event::CustomerKnown { customer } => Some(customer.clone()),
        _ => None,
    });
    let receipt = Receipt { id: ReceiptId(900), key: None };
    let who = String::from("Mariela");
    let by = By::Panel { name: who.clone() };
    let block = BlockCustomer {
        customer: customer.unwrap(),
        blocked,
        by,
        who,
        reason: Some("insulta".into()),
        receipt,
    };
    desk.tell(Tell::Line(block.into()));
}

fn order(to: &str, text: &str) -> OpenTicket {
    OpenTicket {
        identity: Identity::from_jid(to),
        name: "Marta Q.".into(),
        department: Department::Support,
        speciality: None,
        text: text.into(),
        by: By::Panel { name: "Mariela".into() },
        tell: true,
        receipt: Receipt { id: ReceiptId(901), key: None },
    }
}

#[test]
fn who_writes_again_soon_goes_on_with_the_same_agent_as_a_new_case() {
    let mut desk = closed(Desk::of(settings(IntakeMode::Direct), true, 1));
    desk.owners.intake.change_settings(settings(IntakeMode::Menu));
    desk.says(MARTA, MARTA, "gracias!!", None);
    desk.says(MARTA, MARTA, "👍", None);
    let sticker = Content::Media {
        media: MediaKind::Sticker,
        caption: None,
        file_name: None,
        view_once: false,
        file: None,
    };
    desk.writes(MARTA, MARTA, sticker, None);
    assert!(desk.events.is_empty() && desk.sends.is_empty(), "thanks open nothing");
    desk.says(MARTA, MARTA, "se cortó de nuevo", None);
    assert_eq!(opened(&desk), [(TicketNo(2), Some(TicketNo(1)))]);
    assert_eq!(
        claimed(&desk),
        [(TicketNo(2), AgentId(1))],
        "without a menu, to who attended before"
    );
    let reopened = Notice::Reopened { ticket: TicketNo(2), previous: TicketNo(1) };
    assert_eq!(desk.notices(MARTA), [reopened]);
    assert_eq!(desk.relayed(slot_chat(1).as_str()), ["se cortó de nuevo"]);
    let announcement =
        desk.sends.iter().find(|send| matches!(send.purpose, Purpose::Announcement { .. }));
    assert!(announcement.unwrap().not_before > Some(desk.now), "so that it can be taken back");
}

#[test]
fn where_the_same_agent_has_no_room_the_case_is_announced_as_usual() {
    let mut desk = closed(Desk::of(settings(IntakeMode::Direct), true, 1));
    let (_, quote) = desk.ticket(HUGO);
    desk.says(GROUP, ANA, "mío", Some(&quote));
    desk.look_away();
    let (ticket, quote) = desk.ticket(MARTA);
    assert_eq!((opened(&desk), claimed(&desk)), (vec![(ticket, Some(TicketNo(1)))], vec![]));
    desk.says(GROUP, RUI, "mío", Some(&quote));
    assert_eq!(claimed(&desk), [(ticket, AgentId(2))]);
}

#[test]
fn after_the_window_or_without_reopening_a_message_is_a_new_request() {
    let off = LineSettings { reopen: false, ..settings(IntakeMode::Direct) };
    let mut desk = closed(Desk::of(off, true, 1));
    desk.says(MARTA, MARTA, "gracias", None);
    assert!(desk.events.is_empty(), "thanks never open a case");
    desk.says(MARTA, MARTA, "otra cosa", None);
    assert_eq!((opened(&desk), claimed(&desk)), (vec![(TicketNo(2), None)], vec![]));
    let mut desk = closed(Desk::of(settings(IntakeMode::Direct), true, 1));
    desk.later(12 * 3_600_000);
    desk.look_away();
    desk.says(MARTA, MARTA, "gracias", None);
    assert_eq!(opened(&desk), [(TicketNo(2), None)], "the case is forgotten by then");
}

#[test]
fn nobody_hears_a_blocked_customer_and_their_case_ends_in_silence() {
    for taken in [false, true] {
        let mut desk = Desk::of(settings(IntakeMode::Direct), true, 1);
        let (_, quote) = desk.ticket(MARTA);
        if taken {
            desk.says(GROUP, ANA, "mío", Some(&quote));
        }
        desk.sends.clear();
        block(&mut desk, true);
        let ended = desk.events.iter().any(|event| matches!(event, Event::Closed { .. }));
        assert!(ended, "taken: {taken}");
        assert_eq!(desk.notices(MARTA), [], "they are told nothing");
        let known = std::mem::take(&mut desk.events);
        let answered = desk.answered;
        desk.sends.clear();
        let wrote = desk.says(MARTA, MARTA, "¿hola?", None);
        desk.reacts(MARTA, MARTA, &wrote.id, "😡");
        desk.edits(&wrote.id, "¡hola!", None);
        desk.later(60_000);
        assert!(desk.sends.is_empty());
        assert!(matches!(desk.events[..], [Event::Unheard { count: 1, .. }]), "{:?}", desk.events);
        assert_eq!(desk.answered - answered, 3, "acknowledged");
        desk.events = known;
        block(&mut desk, false);
        desk.events.clear();
        desk.says(MARTA, MARTA, "perdón", None);
        assert_eq!(opened(&desk).len(), 1, "heard again");
    }
}

#[test]
fn an_agent_blocks_in_the_personal_group_and_a_supervisor_lifts_it() {
    let mut desk = Desk::of(settings(IntakeMode::Direct), true, 1);
    desk.case();
    let slot = slot_chat(1);
    desk.says(slot.as_str(), ANA, "/bloquear me insulta", None);
    let blocked = desk.events.iter().find_map(|event| match event {
        Event::CustomerBlocked { blocked, .. } => {
            Some((blocked.by.clone(), blocked.reason.clone()))
        }
        _ => None,
    });
    assert_eq!(blocked, Some(("Ana".into(), Some("me insulta".into()))));
    let reason = Some(String::from("me insulta"));
    assert_eq!(
        desk.notices(slot.as_str()),
        [Notice::CustomerBlocked { ticket: TicketNo(1), reason }]
    );
    assert_eq!(desk.notices(MARTA), []);
    desk.look_away();
    let receipt = Receipt { id: ReceiptId(5), key: None };
    let lift = |desk: &mut Desk, number: &str| {
        let message = desk.says("otro@g.us", ANA, "/desbloquear", None);
        let quote = relevo::domain::main_group::quote_of(&message);
        let (number, chat) = (number.to_owned(), "sup@g.us".into());
        let lift = relevo::domain::message::LiftBlock { number, chat, quote, receipt };
        desk.tell(Tell::Line(lift.into()));
        desk.notices("sup@g.us").pop()
    };
    assert!(matches!(lift(&mut desk, "381 555-0002"), Some(Notice::NotBlocked { .. })));
    assert_eq!(lift(&mut desk, "hola"), Some(Notice::UnblockHow));
    assert!(matches!(lift(&mut desk, "381 555-0001"), Some(Notice::CustomerUnblocked { .. })));
    desk.look_away();
    desk.says(MARTA, MARTA, "perdón", None);
    assert_eq!(opened(&desk).len(), 1);
}

#[test]
fn somebody_else_opens_a_case_for_a_customer_known_or_new_who_has_none() {
    for intake in [IntakeMode::External, IntakeMode::Menu] {
        let mut desk = Desk::of(settings(intake), true, 1);
        if intake == IntakeMode::Menu {
            desk.says(MARTA, MARTA, "hola", None);
        }
        desk.look_away();
        desk.tell(Tell::Line(order(MARTA, "Le cortaron el servicio").into()));
        assert_eq!(opened(&desk), [(TicketNo(1), None)]);
        let ticket = TicketNo(1);
        let told = Notice::OpenedFor { department: Department::Support, ticket };
        assert_eq!(desk.notices(MARTA), [told]);
        let noted = desk.events.iter().any(|event| {
            matches!(event, Event::NoteAdded { note, .. } if note.who == "Mariela" && note.text == "Le cortaron el servicio")
        });
        assert!(noted, "what is to be known goes along as a note");
        desk.tell(Tell::Line(order(MARTA, "otra vez").into()));
        desk.tell(Tell::Line(order(ANA, "a un agente").into()));
        let has = Refusal::HasTicket { ticket };
        assert_eq!(desk.refusals, [has, Refusal::field("telefono", "open-agent")]);
        desk.look_away();
        desk.says(MARTA, MARTA, "estoy acá", None);
        assert!(desk.events.iter().any(|event| matches!(event, Event::Kept { .. })));
    }
    let mut desk = Desk::of(settings(IntakeMode::External), true, 1);
    desk.says(HUGO, HUGO, "hola", None);
    assert!(desk.sends.is_empty() && opened(&desk).is_empty(), "only others open cases");
}

#[test]
fn whoever_is_to_be_told_nothing_is_not_told_that_nobody_is_there_either() {
    let day = Span { from: 0, to: 1 };
    let shift = Schedule { week: Week::working_days(&[day]), ..Schedule::default() };
    let rules = GroupRules { shift, ..GroupRules::default() };
    let rules = Rules { groups: [(GroupId(1), rules)].into(), ..Rules::default() };
    let settings = LineSettings { rules: rules.into(), ..settings(IntakeMode::External) };
    let told = |tell: bool| {
        let mut desk = Desk::of(settings.clone(), true, 1);
        desk.tell(Tell::Line(OpenTicket { tell, ..order(MARTA, "llamó por teléfono") }.into()));
        assert_eq!(opened(&desk).len(), 1);
        desk.notices(MARTA).iter().any(|notice| matches!(notice, Notice::Closed { .. }))
    };
    assert!(told(true) && !told(false));
}

#[test]
fn an_agent_who_writes_to_the_company_is_told_once_a_day_where_to_write() {
    let mut desk = Desk::of(settings(IntakeMode::Direct), true, 1);
    desk.says(ANA, ANA, "hola", None);
    desk.says(ANA, ANA, "¿hay alguien?", None);
    let told = desk.notices(ANA);
    assert!(matches!(told[..], [Notice::NotForAgents { .. }]), "{told:?}");
    assert!(opened(&desk).is_empty());
    desk.later(24 * 3_600_000);
    desk.says(ANA, ANA, "¿y ahora?", None);
    assert_eq!(desk.notices(ANA).len(), 2);
    let both = LineSettings { agents_are_customers: true, ..settings(IntakeMode::Direct) };
    let mut desk = Desk::of(both, true, 1);
    desk.says(ANA, ANA, "no tengo internet en casa", None);
    assert_eq!(opened(&desk).len(), 1);
}

#[test]
fn a_flood_without_a_case_is_cut_and_one_with_a_case_loses_nothing() {
    let slow = LineSettings { messages_per_minute: 3, ..settings(IntakeMode::Menu) };
    let mut desk = Desk::of(slow.clone(), true, 1);
    // Junk opens a case with the third message; what is refused here are messages before any case.
    let external = LineSettings { intake: IntakeMode::External, ..slow };
    let mut idle = Desk::of(external, true, 1);
    for n in 0..50 {
        idle.says(MARTA, MARTA, &format!("spam {n}"), None);
    }
    assert_eq!(idle.notices(MARTA), [Notice::TooMany], "told once");
    assert_eq!(idle.answered, 50, "and all acknowledged");
    for n in 0..40 {
        desk.says(MARTA, MARTA, &format!("m{n}"), None);
    }
    let kept = desk.events.iter().filter(|event| matches!(event, Event::Kept { .. })).count();
    assert_eq!((opened(&desk).len(), kept), (1, 37), "with a case nothing is dropped");
}

#[test]
fn a_conversation_that_finds_no_group_is_bounded() {
    let mut desk = Desk::of(settings(IntakeMode::Direct), true, 1);
    desk.owners.line = Line::new(desk.owners.line.settings().clone(), desk_last(), TicketNo(0));
    for n in 0..300 {
        desk.says(MARTA, MARTA, &format!("¿hay alguien? {n}"), None);
        desk.now = desk.now.plus(5_000);
    }
    let longest = desk.events.iter().filter_map(|event| match event {
        Event::IntakeKept { conversation } => Some(conversation.messages.len()),
        _ => None,
    });
    assert_eq!(longest.max(), Some(100));
    assert_eq!(desk.notices(MARTA), [Notice::KeptForLater]);
}

fn desk_last() -> relevo::domain::ids::CustomerId {
    relevo::domain::ids::CustomerId(0)
}

fn option(label: &str, department: Department, options: Vec<MenuOption>) -> MenuOption {
    MenuOption { label: label.into(), words: Vec::new(), department, speciality: None, options }
}

fn own_menu() -> LineSettings {
    use Department::{Sales, Support};
    let options = vec![
        option(
            "Soporte técnico",
            Support,
            vec![
                option("Internet", Support, Vec::new()),
                option("Televisión", Support, Vec::new()),
            ],
        ),
        option("Ventas", Sales, Vec::new()),
    ];
    let menu = Menu { greeting: Some("¡Hola, {nombre}!".into()), options };
    LineSettings { menu, default_department: Sales, ..settings(IntakeMode::Menu) }
}

#[test]
fn a_menu_within_a_menu_is_walked_down_and_back_and_ends_where_the_customer_was() {
    let departments = |desk: &Desk| -> Vec<Department> {
        let opened = desk.events.iter().filter_map(|event| match event {
            Event::Opened { ticket, .. } => Some(ticket.department),
            _ => None,
        });
        opened.collect()
    };
    let mut desk = Desk::of(own_menu(), true, 1);
    desk.says(MARTA, MARTA, "hola, no me anda nada", None);
    desk.says(MARTA, MARTA, "la primera", None);
    desk.says(MARTA, MARTA, "volver", None);
    desk.says(MARTA, MARTA, "soporte tecnco", None);
    desk.says(MARTA, MARTA, "televicion", None);
    let parts: Vec<MenuPart> = desk
        .notices(MARTA)
        .into_iter()
        .filter_map(|notice| match notice {
            Notice::OwnMenu { part, .. } => Some(part),
            _ => None,
        })
        .collect();
    let nested = MenuPart::Nested { label: "Soporte técnico".into() };
    assert_eq!(parts, [MenuPart::First, nested.clone(), MenuPart::First, nested]);
    assert_eq!(departments(&desk), [Department::Support]);
    let backlog = desk.events.iter().find_map(|event| match event {
        Event::Opened { backlog, .. } => Some(backlog.len()),
        _ => None,
    });
    assert_eq!(backlog, Some(5), "what was typed before is the request");
    // Who is not understood twice gets what was chosen last, or the default.
    let mut desk = Desk::of(own_menu(), true, 1);
    for text in ["hola", "1", "mmm", "qué sé yo"] {
        desk.says(MARTA, MARTA, text, None);
    }
    assert_eq!(departments(&desk), [Department::Support]);
    let mut desk = Desk::of(own_menu(), true, 1);
    for text in ["hola", "mmm", "qué sé yo"] {
        desk.says(MARTA, MARTA, text, None);
    }
    assert_eq!(departments(&desk), [Department::Sales]);
}
