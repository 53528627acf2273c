//! One of every kind of notice and content, with the clock at Wednesday 12 November 2025, 9:41 in Buenos Aires.

use relevo::domain::acts::Note;
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::ids::{AgentId, GroupId, TicketNo, Timestamp};
use relevo::domain::notice::{
    Cause, Duty, FreeAgent, MenuPart, Notice, OnDuty, OverdueTicket, Queue, TicketCard, Waiting,
};
use relevo::domain::refusal::{OpenCase, Refusal};
use relevo::domain::settings::{Department, Language};
use relevo::domain::ticket::{PastCase, Sentiment};
use relevo::text::Tone;

pub const NOW: Timestamp = Timestamp(1_762_951_260_000);
pub const MINUTE: i64 = 60_000;
pub const DAY: i64 = 1440 * MINUTE;
pub const LANGUAGES: [(Language, &str); 3] =
    [(Language::Es, "es"), (Language::Pt, "pt"), (Language::En, "en")];

pub fn tone(language: Language) -> Tone {
    Tone::new(language, "America/Argentina/Buenos_Aires", NOW)
}

pub fn card() -> TicketCard {
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

fn angry() -> TicketCard {
    TicketCard {
        ticket: TicketNo(1043),
        customer: "Hugo Barrionuevo".into(),
        number: Some("+54 9 381 555-4410".into()),
        sentiment: Sentiment::Angry,
        closed_cases: 1,
        previous: None,
        ..card()
    }
}

fn nobody() -> TicketCard {
    TicketCard {
        ticket: TicketNo(7),
        department: Department::Sales,
        customer: String::new(),
        number: None,
        sentiment: Sentiment::Happy,
        closed_cases: 0,
        previous: None,
        ..card()
    }
}

fn overdue(card: TicketCard, minutes: i64, group: &str) -> OverdueTicket {
    OverdueTicket {
        card,
        waited_ms: minutes * MINUTE,
        group_name: group.into(),
        cause: Cause::Pending,
    }
}

fn because(cause: Cause) -> OverdueTicket {
    OverdueTicket { cause, ..overdue(card(), 20, "🎫 Soporte") }
}

fn free(name: &str, free: usize) -> FreeAgent {
    FreeAgent { name: name.into(), free }
}

fn past(ticket: i64, days: i64, reason: Option<&str>) -> PastCase {
    PastCase {
        ticket: TicketNo(ticket),
        closed_at: NOW.plus(-days * DAY),
        reason: reason.map(Into::into),
        department: Department::Support,
        group: GroupId(1),
        agent: Some(AgentId(1)),
    }
}

fn own_menu(greeting: Option<&str>, part: MenuPart, options: &[&str]) -> Notice {
    Notice::OwnMenu {
        name: "Marta Quiroga".into(),
        company: "Fibra del Valle".into(),
        greeting: greeting.map(Into::into),
        part,
        options: options.iter().map(|label| (*label).into()).collect(),
    }
}

/// Every notice, more than once where its text has branches.
pub fn notices() -> Vec<Notice> {
    let (juan, carla) = ("Juan Pérez", "Carla Ibáñez");
    let slot = |n| format!("Chat soporte Juan N°{n}");
    let support = "🎫 Soporte - Fibra del Valle";
    let company = "Fibra del Valle";
    let room = "Chat soporte Juan N°1";
    let mut all = vec![
        Notice::Menu { name: "Marta Quiroga".into(), company: company.into() },
        Notice::Menu { name: "~ ☆ 77 ☆ ~".into(), company: company.into() },
        Notice::MenuAgain,
        Notice::Placed { department: Department::Support, ticket: TicketNo(1042) },
        Notice::Placed { department: Department::Sales, ticket: TicketNo(7) },
        Notice::KeptForLater,
        Notice::Goodbye { ticket: TicketNo(1042) },
        Notice::Announcement {
            card: card(),
            opening: "Hola, no tengo internet".into(),
            waited_ms: 20_000,
        },
        Notice::Announcement {
            card: angry(),
            opening: "Me cobraron dos veces el mes\n\n¡Quiero que me devuelvan la plata!".into(),
            waited_ms: 2 * MINUTE,
        },
        Notice::Announcement { card: nobody(), opening: String::new(), waited_ms: 72 * MINUTE },
        Notice::Addition {
            ticket: TicketNo(1042),
            customer: "Marta Quiroga".into(),
            count: 1,
            latest: "La luz roja quedó prendida".into(),
        },
        Notice::Addition {
            ticket: TicketNo(7),
            customer: String::new(),
            count: 4,
            latest: String::new(),
        },
        Notice::Assigned { ticket: TicketNo(123), agent: juan.into(), slot_name: slot(2) },
        Notice::AssignedBy {
            ticket: TicketNo(123),
            agent: juan.into(),
            slot_name: slot(2),
            by: "Mariela Paz".into(),
        },
        Notice::AnnouncedAgain {
            card: card(),
            opening: "No tengo internet".into(),
            waited_ms: 44 * MINUTE,
            from: juan.into(),
            reason: Some("zona Yerba Buena".into()),
        },
        Notice::AnnouncedAgain {
            card: card(),
            opening: String::new(),
            waited_ms: 44 * MINUTE,
            from: "💰 Ventas".into(),
            reason: None,
        },
        Notice::TransferredInGroup {
            ticket: TicketNo(123),
            from: "Carla Ibáñez".into(),
            agent: juan.into(),
            slot_name: slot(2),
        },
        Notice::MovedAway {
            ticket: TicketNo(123),
            group_name: "💰 Ventas".into(),
            by: "Mariela Paz".into(),
            reason: None,
        },
        Notice::MovedAway {
            ticket: TicketNo(123),
            group_name: "💰 Ventas".into(),
            by: "Mariela Paz".into(),
            reason: Some("quiere comprar".into()),
        },
        Notice::CaseLeft {
            ticket: TicketNo(123),
            to: juan.into(),
            by: "Mariela Paz".into(),
            reason: None,
        },
        Notice::CaseLeft {
            ticket: TicketNo(123),
            to: "🎫 Soporte".into(),
            by: "Mariela Paz".into(),
            reason: Some("fin de turno".into()),
        },
        Notice::Continued { from: Some("Carla Ibáñez".into()), reason: None },
        Notice::Continued {
            from: Some("Carla Ibáñez".into()),
            reason: Some("zona Yerba Buena".into()),
        },
        Notice::Continued { from: None, reason: None },
        Notice::Note { who: "Carla Ibáñez".into(), text: "Sin potencia en la OLT.".into() },
        Notice::Raised {
            card: angry(),
            by: "Mariela Paz".into(),
            reason: Some("pide la baja".into()),
            agent: Some(juan.into()),
            place: slot(2),
            waited_ms: 42 * MINUTE,
            free: vec![FreeAgent { name: juan.into(), free: 2 }],
        },
        Notice::Raised {
            card: card(),
            by: "Mariela Paz".into(),
            reason: None,
            agent: None,
            place: "🎫 Soporte".into(),
            waited_ms: 3 * MINUTE,
            free: Vec::new(),
        },
        Notice::ClosedInGroup {
            ticket: TicketNo(1038),
            agent: juan.into(),
            reason: Some("Reinicio de ONT".into()),
        },
        Notice::ClosedInGroup { ticket: TicketNo(1038), agent: juan.into(), reason: None },
        Notice::CannedReplies { replies: Vec::new() },
        Notice::CannedReplies {
            replies: vec![("demora".into(), "Hola, estamos *demorados*".into())],
        },
        Notice::UnknownReply { name: "demoras".into(), near: vec!["demora".into(), "demo".into()] },
        Notice::UnknownReply { name: "x".into(), near: Vec::new() },
        Notice::AskReady { agent: juan.into(), number: "+54 9 381 555-1001".into() },
        Notice::Registered { agent: juan.into(), slots: 3 },
        Notice::Registered { agent: juan.into(), slots: 1 },
        Notice::Registered { agent: juan.into(), slots: 0 },
        Notice::CaseHeader { card: card(), waited_ms: 2 * MINUTE, tags: vec!["vip".into()] },
        Notice::CaseHeader { card: angry(), waited_ms: 30_000, tags: Vec::new() },
        Notice::CaseInfo {
            card: TicketCard { opened_at: NOW.plus(-72 * MINUTE), ..card() },
            waited_ms: 12 * MINUTE,
            attended_ms: 60 * MINUTE,
            recent: vec![
                past(1038, 0, Some("Reinicio de ONT")),
                past(977, 1, None),
                past(640, 400, Some("Cambio de plan")),
            ],
            tags: vec!["VIP".into()],
            notes: vec![Note {
                at: NOW,
                who: "Carla Ibáñez".into(),
                text: "Llama *mañana*\na las 9".into(),
            }],
        },
        Notice::CaseInfo {
            card: nobody(),
            waited_ms: 0,
            attended_ms: 26 * 60 * MINUTE,
            recent: vec![],
            tags: Vec::new(),
            notes: vec![],
        },
        Notice::CaseClosed { ticket: TicketNo(1038), reason: Some("Reinicio de ONT".into()) },
        Notice::CaseClosed { ticket: TicketNo(1038), reason: None },
        Notice::NoCase,
        Notice::Help,
        Notice::HelpInGroup,
        Notice::UnknownCommand { word: "cerrrar".into() },
        Notice::UnknownCommand { word: String::new() },
        Notice::NothingToSend,
        Notice::NothingToNote,
        Notice::NoDestination { names: vec!["Carla Ibáñez".into(), "🎫 Soporte".into()] },
        Notice::UnknownDestination { asked: "jaun".into(), names: vec![juan.into()] },
        Notice::UnknownDestination { asked: "*x*".into(), names: vec![] },
        Notice::ManyDestinations {
            asked: "juan".into(),
            names: vec![juan.into(), "Juan Gómez".into()],
        },
        Notice::HelpAsked { ticket: TicketNo(1042) },
        Notice::QueueNow {
            queues: vec![
                Queue {
                    group_name: "🎫 Soporte".into(),
                    pending: 3,
                    urgent: 1,
                    oldest: Some(Waiting { ticket: TicketNo(1040), waited_ms: 17 * MINUTE }),
                },
                Queue {
                    group_name: "💰 Ventas".into(),
                    pending: 1,
                    urgent: 0,
                    oldest: Some(Waiting { ticket: TicketNo(1041), waited_ms: 30_000 }),
                },
                Queue { group_name: "Noche".into(), pending: 0, urgent: 0, oldest: None },
            ],
            attended: 4,
        },
        Notice::TeamNow { team: vec![] },
        Notice::TeamNow {
            team: vec![
                OnDuty { name: "Eva".into(), duty: Duty::Inactive, free: 1, busy: 0 },
                OnDuty { name: "Luis".into(), duty: Duty::NotRegistered, free: 1, busy: 0 },
                OnDuty { name: "Ana".into(), duty: Duty::On, free: 0, busy: 2 },
                OnDuty { name: juan.into(), duty: Duty::On, free: 1, busy: 1 },
                OnDuty { name: "Rui".into(), duty: Duty::OffShift, free: 1, busy: 0 },
                OnDuty { name: "Sol".into(), duty: Duty::On, free: 0, busy: 0 },
                OnDuty { name: "Noe".into(), duty: Duty::On, free: 3, busy: 0 },
            ],
        },
        Notice::HelpForSupervisors,
        Notice::WhyClose { reasons: vec!["Solucionado".into(), "Cable *cortado*".into()] },
        Notice::WhyClose { reasons: vec![] },
        Notice::AskRating,
        Notice::AskComment,
        Notice::RatingThanks,
        Notice::SilenceWarning { ticket: TicketNo(1042), left_ms: 120 * MINUTE },
        Notice::SilenceTold { ticket: TicketNo(1042), silent_ms: DAY, left_ms: 120 * MINUTE },
        Notice::NotDelivered {
            excerpt: "Hola Marta, soy Juan".into(),
            why: "number not on WhatsApp".into(),
        },
        Notice::NotDelivered { excerpt: String::new(), why: String::new() },
        Notice::Reminder { tickets: vec![overdue(card(), 5, support)] },
        Notice::Reminder {
            tickets: vec![
                overdue(angry(), 2, support),
                overdue(card(), 5, support),
                overdue(nobody(), 90, support),
            ],
        },
        Notice::Alert {
            tickets: vec![overdue(angry(), 2, support)],
            free: vec![free(carla, 2), free(juan, 1), free("Matías Roldán", 0)],
        },
        Notice::Alert { tickets: vec![overdue(card(), 5, support)], free: vec![free(juan, 0)] },
        Notice::Alert {
            tickets: (0..15)
                .map(|n| overdue(TicketCard { ticket: TicketNo(n), ..card() }, 5, support))
                .collect(),
            free: vec![free(carla, 1)],
        },
        Notice::Alert { tickets: vec![because(Cause::Angry)], free: vec![free(carla, 1)] },
        Notice::Alert {
            tickets: vec![because(Cause::Unanswered { agent: juan.into(), place: room.into() })],
            free: vec![],
        },
        Notice::Alert {
            tickets: vec![because(Cause::AgentGone { agent: juan.into(), place: room.into() })],
            free: vec![free(carla, 1)],
        },
        Notice::Alert {
            tickets: vec![because(Cause::LeftMain { agent: juan.into(), place: room.into() })],
            free: vec![free(carla, 1)],
        },
        Notice::Alert {
            tickets: vec![
                overdue(card(), 5, support),
                because(Cause::Angry),
                because(Cause::Unanswered { agent: juan.into(), place: room.into() }),
                because(Cause::AgentGone { agent: juan.into(), place: room.into() }),
            ],
            free: vec![free(carla, 1)],
        },
        Notice::AnswerReminder {
            customer: "Marta".into(),
            excerpt: "¿Hola? *¿hay alguien?*".into(),
            waited_ms: 10 * MINUTE,
        },
        Notice::AnswerReminder { customer: String::new(), excerpt: String::new(), waited_ms: 0 },
        Notice::GivenBack { ticket: TicketNo(123), to: support.into() },
        Notice::AssignHow,
        Notice::AssignElsewhere,
        Notice::WhichAgent {
            name: "juan".into(),
            agents: vec![juan.into(), "Juana Díaz".into()],
            several: true,
        },
        Notice::WhichAgent { name: "zoe".into(), agents: vec![juan.into()], several: false },
        Notice::WhichAgent { name: String::new(), agents: vec![], several: false },
        Notice::Given { ticket: TicketNo(123), agent: juan.into(), slot_name: room.into() },
        Notice::LineWasDown { from: Timestamp(NOW.0 - 90 * MINUTE), to: NOW },
        Notice::OtherLine { line: "Ventas".into(), since: NOW, back: None },
        Notice::OtherLine {
            line: "Ventas".into(),
            since: Timestamp(NOW.0 - 90 * MINUTE),
            back: Some(NOW),
        },
        Notice::Invite {
            group: "Chat soporte Juan N°1".into(),
            link: "https://chat.whatsapp.com/AbC123".into(),
            company: company.into(),
        },
        Notice::Invite { group: support.into(), link: String::new(), company: company.into() },
        Notice::SlotRetired,
        Notice::SlotRevived,
        Notice::Closed { opens: Some(NOW.plus(DAY)) },
        Notice::Closed { opens: Some(NOW.plus(5 * DAY)) },
        Notice::Closed { opens: Some(NOW.plus(20 * DAY)) },
        Notice::Closed { opens: None },
        Notice::ShiftEnding { ends: NOW.plus(10 * MINUTE), leaves: NOW.plus(20 * MINUTE) },
        Notice::AnnouncedFor {
            card: card(),
            opening: "No tengo internet".into(),
            waited_ms: 0,
            agent: "Juan Pérez".into(),
            accept_ms: MINUTE,
        },
        Notice::OfferedTo { ticket: TicketNo(1042), agent: "Ana López".into(), accept_ms: MINUTE },
        Notice::OpenToAll { ticket: TicketNo(1042) },
        Notice::MovedAway {
            ticket: TicketNo(1042),
            group_name: "Soporte tarde".into(),
            by: "Relevo".into(),
            reason: Some(relevo::domain::reason::SHIFT_ENDED.into()),
        },
        Notice::GroupRetired,
        Notice::GroupRevived,
        Notice::NotRegisteredHere { agent: juan.into() },
        Notice::Announcement {
            card: TicketCard { previous: Some(TicketNo(1038)), ..card() },
            opening: "Se cortó de nuevo".into(),
            waited_ms: MINUTE,
        },
        Notice::Reopened { ticket: TicketNo(1042), previous: TicketNo(1038) },
        Notice::OpenedFor { department: Department::Support, ticket: TicketNo(1042) },
        Notice::OpenedFor { department: Department::Sales, ticket: TicketNo(7) },
        Notice::TooMany,
        Notice::NotForAgents { agent: juan.into(), company: company.into() },
        Notice::CustomerBlocked { ticket: TicketNo(1042), reason: None },
        Notice::CustomerBlocked { ticket: TicketNo(1042), reason: Some("insulta".into()) },
        Notice::CustomerUnblocked {
            customer: "Marta Quiroga".into(),
            number: "+54 9 381 555-1234".into(),
        },
        Notice::CustomerUnblocked { customer: String::new(), number: "+54 9 381 555-4410".into() },
        Notice::NotBlocked { number: "381 555-4410".into() },
        Notice::UnblockHow,
        own_menu(
            Some("¡Hola, {nombre}! Somos {empresa}."),
            MenuPart::First,
            &["Internet", "Ventas"],
        ),
        own_menu(Some("¡Hola, {nombre}!"), MenuPart::First, &[]),
        own_menu(None, MenuPart::First, &["Internet", "Ventas"]),
        own_menu(None, MenuPart::Again { nested: true }, &["Wifi", "Cable"]),
        own_menu(None, MenuPart::Again { nested: false }, &["Internet", "Ventas"]),
        own_menu(None, MenuPart::Nested { label: "Internet".into() }, &["Wifi", "Cable"]),
    ];
    all.extend(refusals().into_iter().map(|refusal| Notice::Refused { refusal }));
    all
}

/// Every refusal.
pub fn refusals() -> Vec<Refusal> {
    let (juan, carla) = (String::from("Juan Pérez"), String::from("Carla Ibáñez"));
    let open = |n: i64, customer: &str| OpenCase {
        slot_name: format!("Chat soporte Juan N°{n}"),
        ticket: TicketNo(1037 + n),
        customer: customer.into(),
    };
    vec![
        Refusal::AlreadyTaken { ticket: TicketNo(1042), holder: carla.clone() },
        Refusal::AlreadyYours {
            ticket: TicketNo(1042), slot_name: "Chat soporte Juan N°2".into()
        },
        Refusal::AlreadyClosed {
            ticket: TicketNo(1042),
            by: juan.clone(),
            at: NOW.plus(-20 * MINUTE),
        },
        Refusal::NotOpen { ticket: TicketNo(1042) },
        Refusal::NotTaken { ticket: TicketNo(1042) },
        Refusal::Elsewhere { ticket: TicketNo(1042), group_name: "💰 Ventas".into() },
        Refusal::AllBusy { cases: vec![open(1, "Marta Quiroga"), open(2, "")] },
        Refusal::NoSlots,
        Refusal::NotRegistered { agent: juan.clone() },
        Refusal::Inactive { agent: juan.clone() },
        Refusal::NotAnAgent,
        Refusal::WrongNumber { agent: juan.clone() },
        Refusal::IdentityTaken { agent: carla },
        Refusal::NumberTaken { agent: juan.clone() },
        Refusal::HasCases { agent: juan, cases: vec![open(1, "Marta Quiroga")] },
        Refusal::HasTicket { ticket: TicketNo(1042) },
        Refusal::TicketsWait { count: 1 },
        Refusal::TicketsWait { count: 3 },
        Refusal::field("nombre", "field-required"),
        Refusal::field("nombre", "field-too-long"),
        Refusal::field("nombre", "field-control"),
        Refusal::field("cantidad", "field-slots-range"),
        Refusal::field("chat", "field-group-chat"),
        Refusal::field("phone", "no-such-problem"),
        Refusal::field("", "group-not-for-tickets"),
        Refusal::Unknown { what: "1042".into() },
        Refusal::Unknown { what: String::new() },
    ]
}

fn cards(names: &[&str]) -> Vec<ContactCard> {
    names.iter().map(|name| ContactCard { name: (*name).into(), phones: Vec::new() }).collect()
}

/// Every kind of content.
pub fn contents() -> Vec<Content> {
    let media = |media, caption: Option<&str>, file_name: Option<&str>, view_once| Content::Media {
        media,
        caption: caption.map(Into::into),
        file_name: file_name.map(Into::into),
        view_once,
        file: None,
    };
    let place = |latitude, longitude, name: Option<&str>, live| Content::Location {
        latitude,
        longitude,
        name: name.map(Into::into),
        live,
    };
    vec![
        Content::text("Hola, no tengo internet\n*desde ayer*"),
        Content::text(""),
        media(MediaKind::Image, Some("La luz roja quedó prendida"), None, false),
        media(MediaKind::Image, None, None, true),
        media(MediaKind::Video, None, None, false),
        media(MediaKind::Gif, None, None, false),
        media(MediaKind::VideoNote, None, None, false),
        media(MediaKind::Voice, None, None, false),
        media(MediaKind::Voice, None, None, true),
        media(MediaKind::Audio, None, Some("llamada.mp3"), false),
        media(MediaKind::Document, Some("la de octubre"), Some("factura.pdf"), false),
        media(MediaKind::Document, None, None, false),
        media(MediaKind::Sticker, None, None, false),
        place(-26.808_28, -65.217_59, Some("Plaza Independencia"), false),
        place(-26.0, -65.5, None, true),
        place(f64::NAN, 1e300, None, false),
        Content::Contacts { cards: cards(&["Ana Ruiz"]) },
        Content::Contacts { cards: cards(&["Ana Ruiz", "Tito"]) },
        Content::Contacts { cards: cards(&[]) },
        Content::Poll {
            question: "¿Cuándo vienen?".into(),
            options: vec!["Mañana".into(), "Tarde".into()],
        },
        Content::Poll { question: "¿Cuándo?".into(), options: vec![] },
        Content::Choice { title: "Quiero un plan".into() },
        Content::Unknown { name: "paymentMessage".into() },
        Content::Unknown { name: String::new() },
    ]
}
