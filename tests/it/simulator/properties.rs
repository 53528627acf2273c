//! Whatever happens, in whatever order.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicI64, Ordering};

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use relevo::domain::cargo::{Cargo, MessageRef};
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{SendId, WaId};
use relevo::domain::inbound::{Delivery, Inbound};
use relevo::domain::outcome::QuoteRef;
use relevo::gateway::simulator::{
    Addressing, Author, DeliveryId, Faults, Network, PersonId, PersonKind, Place, Simulator, Ticks,
};
use relevo::gateway::{Gateway, MemberAction, Outbound, StoredFile};

use super::{clock, phone};

/// Something vague, made concrete by what is there when it happens.
#[derive(Debug, Clone)]
enum Action {
    Send { id: i64, place: usize, text: String, cargo: Option<Sent>, quote: Option<usize> },
    MarkRead { place: usize, message: usize },
    Types { person: usize, place: usize, on: bool },
    Edit { person: usize, place: usize, message: usize, text: String },
    Delete { person: usize, place: usize, message: usize },
    React { person: usize, place: usize, message: usize, emoji: u8 },
    Open { person: usize, place: usize },
    Pass { minutes: i64 },
    LookUp(u8),
    CreateGroup(Vec<u8>),
    Change { group: usize, who: u8, action: u8 },
    Write { person: usize, place: usize, content: Content, quote: Option<usize> },
    AddPerson(u8, String),
    Rename(usize, String),
    Privacy(usize, u8, bool),
    Join { person: usize, group: usize },
    Leave { person: usize, group: usize },
    Repeat { place: usize, message: usize },
    Faults(Faults),
    Deliver { good: bool },
    Reset,
}

/// What the line sends beside words.
#[derive(Debug, Clone)]
enum Sent {
    File { kind: usize, caption: Option<String> },
    Location(f64, f64),
    Contacts(Vec<String>),
    Edit(usize),
    Revoke(usize),
    React(usize, u8),
}

const KINDS: [MediaKind; 4] =
    [MediaKind::Image, MediaKind::Voice, MediaKind::Document, MediaKind::Sticker];
const EMOJIS: [&str; 4] = ["👍", "❤️", "", "no"];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn after_a_restart_the_network_is_the_same(before in vec(action(true), 0..60), after in vec(action(true), 0..30)) {
        let dir = tempfile::tempdir().unwrap();
        let (time, now) = clock();
        let open = || Simulator::open(dir.path(), now.clone()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let mut left = None;
        for actions in [before, after] {
            let simulator = open();
            if let Some(left) = left {
                prop_assert_eq!(simulator.network(), left);
            }
            runtime.block_on(async {
                for action in actions {
                    perform(&simulator, &time, action).await;
                }
            });
            left = Some(simulator.network());
        }
        prop_assert_eq!(Some(open().network()), left);
    }

    #[test]
    fn written_as_json_and_read_again_it_is_equal(actions in vec(action(true), 0..60)) {
        let network = after(actions).0;
        let json = serde_json::to_string(&network).unwrap();
        prop_assert_eq!(serde_json::from_str::<Network>(&json).unwrap(), network);
    }

    #[test]
    fn everything_people_write_arrives_in_order_and_at_least_once(actions in vec(action(false), 0..120), reorder in 0..6_u32) {
        let (network, came) = after(actions.into_iter().map(|action| match action {
            Action::Faults(faults) => Action::Faults(Faults { reorder, reorder_within_chat: false, ..faults }),
            other => other,
        }).collect());
        for place in places(&network) {
            let written: Vec<WaId> = network.log(&place).filter(|message| message.author != Author::Line).map(|message| message.id.clone()).collect();
            let mut arrived = came.get(&place).cloned().unwrap_or_default();
            arrived.dedup();
            prop_assert_eq!(arrived, written);
            prop_assert!(network.log(&place).all(|message| message.delivered));
        }
    }

    #[test]
    fn what_a_message_has_become_agrees_with_what_was_done_to_it(actions in vec(action(false), 0..120)) {
        let (network, _) = after(actions.into_iter().map(|action| match action {
            Action::Faults(faults) => Action::Faults(Faults { duplicates: false, reorder: 0, reorder_within_chat: false, ..faults }),
            other => other,
        }).collect());
        for place in places(&network) {
            for message in network.log(&place) {
                prop_assert!(message.reactions.iter().map(|reaction| reaction.by).collect::<BTreeSet<_>>().len() == message.reactions.len());
                prop_assert!(!message.deleted || (message.reactions.is_empty() && message.content == Content::text("")));
                prop_assert!(message.edited.is_none() || message.first.is_some());
                if message.author == Author::Line && message.ticks == Ticks::Read {
                    prop_assert!(!message.read_by.is_empty());
                }
            }
        }
    }

    #[test]
    fn news_of_a_message_come_in_order_and_each_once(actions in vec(action(false), 0..120)) {
        // Nothing is delivered, so that all that was ever reported still waits at the end.
        let actions = actions.into_iter().filter_map(|action| match action {
            Action::Deliver { .. } => None,
            Action::Faults(faults) => Some(Action::Faults(Faults { duplicates: false, ..faults })),
            other => Some(other),
        });
        let network = performed(actions.collect()).network();
        let mut news: BTreeMap<(Place, WaId), Vec<Delivery>> = BTreeMap::new();
        for pending in network.pending_deliveries() {
            if let (Some(place), Inbound::Delivery { id, state, .. }) = (&pending.place, &pending.inbound) {
                news.entry((place.clone(), id.clone())).or_default().push(*state);
            }
        }
        for place in places(&network) {
            for message in network.log(&place).filter(|message| message.author == Author::Line) {
                let told = news.remove(&(place.clone(), message.id.clone())).unwrap_or_default();
                let in_order: &[&[Delivery]] = match message.ticks {
                    Ticks::Sent => &[&[Delivery::Sent]],
                    Ticks::Delivered => &[&[Delivery::Sent, Delivery::Delivered]],
                    // Into a group that nobody was in, and whoever came then has read it.
                    Ticks::Read => &[&[Delivery::Sent, Delivery::Delivered, Delivery::Read], &[Delivery::Sent, Delivery::Read]],
                };
                prop_assert!(in_order.contains(&told.as_slice()), "{:?} is told as {told:?}", message.ticks);
            }
        }
        prop_assert!(news.is_empty(), "news of no message: {news:?}");
    }

    #[test]
    fn however_often_it_is_sent_a_message_is_one_message(actions in vec(action(false), 0..120)) {
        let network = after(actions).0;
        let mut sends = 0;
        for place in places(&network) {
            let ids: Vec<_> = network.log(&place).map(|message| message.id.clone()).collect();
            prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
            let of_line = network.log(&place).filter(|message| message.author == Author::Line);
            sends += of_line.map(|message| u64::from(message.sends)).sum::<u64>();
        }
        sends += network.changes().map(|change| u64::from(change.sends)).sum::<u64>();
        let tally = network.tally();
        prop_assert_eq!(sends, tally.sent + tally.changed + tally.repeated);
    }
}

/// A simulator after these actions.
fn performed(actions: Vec<Action>) -> Simulator {
    let (time, now) = clock();
    let simulator = Simulator::in_memory(now);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        for action in actions {
            perform(&simulator, &time, action).await;
        }
    });
    simulator
}

/// The network after these actions and after everything was delivered, and what was delivered of each
/// chat's messages.
fn after(actions: Vec<Action>) -> (Network, BTreeMap<Place, Vec<WaId>>) {
    let (time, now) = clock();
    let simulator = Simulator::in_memory(now);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let mut came: BTreeMap<Place, Vec<WaId>> = BTreeMap::new();
    runtime.block_on(async {
        for action in actions {
            came_of(&simulator, perform(&simulator, &time, action).await, &mut came);
        }
        let healed = Faults { offline: false, unlinked: false, ..simulator.faults() };
        simulator.set_faults(healed);
        simulator.nack_all();
        while let Some(delivered) = deliver(&simulator, true) {
            came_of(&simulator, Some(delivered), &mut came);
        }
    });
    (simulator.network(), came)
}

fn came_of(
    simulator: &Simulator,
    delivered: Option<(Place, WaId)>,
    came: &mut BTreeMap<Place, Vec<WaId>>,
) {
    let Some((place, id)) = delivered else { return };
    let by_person = simulator.read(|network| {
        network.log(&place).any(|message| message.id == id && message.author != Author::Line)
    });
    if by_person {
        came.entry(place).or_default().push(id);
    }
}

fn places(network: &Network) -> Vec<Place> {
    let groups = network.all_groups().keys().cloned().map(Place::Group);
    network.people().map(|person| Place::Direct(person.id)).chain(groups).collect()
}

/// Takes one delivery and answers for it; what was delivered for good is returned.
fn deliver(simulator: &Simulator, good: bool) -> Option<(Place, WaId)> {
    let (id, inbound) = simulator.take_delivery()?;
    let what = simulator.read(|network| place_of(network, id, &inbound));
    if good {
        simulator.ack(id);
        return what.or(Some((Place::Direct(PersonId(0)), "nothing".into())));
    }
    simulator.nack(id);
    simulator.nack_all();
    None
}

fn place_of(network: &Network, id: DeliveryId, inbound: &Inbound) -> Option<(Place, WaId)> {
    let pending = network.pending_deliveries().find(|pending| pending.id == id)?;
    assert_eq!(&pending.inbound, inbound);
    Some((pending.place.clone()?, pending.message.clone()?))
}

async fn perform(simulator: &Simulator, time: &AtomicI64, action: Action) -> Option<(Place, WaId)> {
    let network = simulator.network();
    let people: Vec<PersonId> = network.people().map(|person| person.id).collect();
    let person = |n: usize| people[n % people.len()];
    let groups: Vec<_> = network.all_groups().keys().cloned().chain(["404@g.us".into()]).collect();
    let group = |n: usize| groups[n % groups.len()].clone();
    let places = places(&network);
    let place = |n: usize| places[n % places.len()].clone();
    let message = |place: &Place, n: usize| {
        let log: Vec<_> = network.log(place).collect();
        if log.is_empty() { "none".into() } else { log[n % log.len()].id.clone() }
    };
    match action {
        Action::Send { id, place: to, text, cargo, quote } => {
            let to = place(to);
            let chat = match &to {
                Place::Direct(person) => network.person(*person).unwrap().chat(),
                Place::Group(chat) => chat.clone(),
            };
            let quote = quote.map(|n| QuoteRef {
                id: message(&to, n).into(),
                from_us: false,
                author: Identity::default(),
                text: text.clone(),
            });
            let of = |n: usize| MessageRef {
                id: message(&to, n).into(),
                from_us: true,
                author: Identity::default(),
            };
            let cargo = cargo.map(|cargo| match cargo {
                Sent::File { kind, caption } => Cargo::File {
                    media: KINDS[kind % KINDS.len()],
                    file: FileRef::new(&chat, &"A".into(), "elsewhere"),
                    file_name: None,
                    caption,
                    view_once: false,
                },
                Sent::Location(latitude, longitude) => {
                    Cargo::Location { latitude, longitude, name: None }
                }
                Sent::Contacts(names) => Cargo::Contacts {
                    cards: names
                        .into_iter()
                        .map(|name| ContactCard { name, phones: vec![] })
                        .collect(),
                },
                Sent::Edit(n) => Cargo::Edit { of: of(n), text: text.clone() },
                Sent::Revoke(n) => Cargo::Revoke { of: of(n) },
                Sent::React(n, emoji) => {
                    let emoji = EMOJIS[usize::from(emoji) % EMOJIS.len()].to_owned();
                    Cargo::React { of: of(n), emoji }
                }
            });
            let folder =
                matches!(cargo, Some(Cargo::File { .. })).then(|| tempfile::tempdir().unwrap());
            let file = folder.as_ref().map(|folder| {
                let path = folder.path().join("file");
                std::fs::write(&path, text.as_bytes()).unwrap();
                StoredFile {
                    path,
                    hash: String::new(),
                    size: text.len() as u64,
                    mime: String::new(),
                }
            });
            let words = Outbound::text(SendId(id), chat, text);
            simulator.send(&Outbound { cargo, quote, file, ..words }).await.ok();
        }
        Action::MarkRead { place: n, message: m } => {
            let to = place(n);
            let chat = match &to {
                Place::Direct(person) => network.person(*person).unwrap().chat(),
                Place::Group(chat) => chat.clone(),
            };
            simulator.mark_read(&chat, &[message(&to, m)]).await.ok();
        }
        Action::Types { person: n, place: to, on } => {
            simulator.set_typing(person(n), &place(to), on).ok();
        }
        Action::Edit { person: n, place: to, message: m, text } => {
            let to = place(to);
            simulator.edit(person(n), &to, &message(&to, m), &text).ok();
        }
        Action::Delete { person: n, place: to, message: m } => {
            let to = place(to);
            simulator.delete(person(n), &to, &message(&to, m)).ok();
        }
        Action::React { person: n, place: to, message: m, emoji } => {
            let (to, emoji) = (place(to), EMOJIS[usize::from(emoji) % EMOJIS.len()]);
            simulator.react(person(n), &to, &message(&to, m), emoji).ok();
        }
        Action::Open { person: n, place: to } => {
            simulator.open_chat(person(n), &place(to)).ok();
        }
        Action::Pass { minutes } => {
            time.fetch_add(minutes * 60_000, Ordering::SeqCst);
        }
        Action::LookUp(n) => drop(simulator.look_up(&number(n)).await),
        Action::CreateGroup(members) => {
            let members: Vec<_> =
                members.into_iter().map(|n| Identity::of_phone(number(n))).collect();
            simulator.create_group("Grupo", &members).await.ok();
        }
        Action::Change { group: chat, who, action } => {
            let action = [MemberAction::Add, MemberAction::Promote, MemberAction::Remove]
                [usize::from(action % 3)];
            simulator
                .change_member(&group(chat), &Identity::of_phone(number(who)), action)
                .await
                .ok();
        }
        Action::Write { person: n, place: to, content, quote } => {
            let (who, to) = (person(n), place(to));
            let quote = quote.map(|n| message(&to, n));
            if simulator.write(who, &to, content.clone(), quote.as_ref()).is_err() {
                simulator.write(who, &Place::Direct(who), content, None).ok();
            }
        }
        Action::AddPerson(n, name) => {
            simulator.add_person(&name, &number(n), PersonKind::Customer).ok();
        }
        Action::Rename(n, name) => {
            simulator.rename_person(person(n), &name).ok();
        }
        Action::Privacy(n, shown, private) => {
            let shown =
                [Addressing::Phone, Addressing::Lid, Addressing::Both][usize::from(shown % 3)];
            simulator.set_privacy(person(n), shown, private).unwrap();
        }
        Action::Join { person: n, group: chat } => {
            let link = network.all_groups().get(&group(chat)).map(|group| group.invite.clone());
            simulator.join_by_link(person(n), &link.unwrap_or_default()).ok();
        }
        Action::Leave { person: n, group: chat } => {
            simulator.leave(person(n), &group(chat)).ok();
        }
        Action::Repeat { place: n, message: m } => {
            let place = place(n);
            simulator.repeat(&place, &message(&place, m)).ok();
        }
        Action::Faults(faults) => simulator.set_faults(faults),
        Action::Deliver { good } => return deliver(simulator, good),
        Action::Reset => simulator.reset(),
    }
    None
}

/// Few numbers, so that they meet; some are not on WhatsApp, one is the line's own.
fn number(n: u8) -> relevo::domain::phone::Phone {
    match n % 12 {
        0 => phone("5491150000000"),
        1 => phone("5493815550100"),
        2 => phone("5493815550134"),
        n => phone(&format!("54911500010{n:02}")),
    }
}

/// `wild`: with resets and late repeats, after which nothing can be said of order.
fn action(wild: bool) -> impl Strategy<Value = Action> {
    let n = || any::<usize>();
    let text = || "[a-zñ 🎫\"\\\\\n]{0,12}";
    let calls = prop_oneof![
        6 => (0..16_i64, n(), text(), option::of(sent()), any::<Option<usize>>())
            .prop_map(|(id, place, text, cargo, quote)| Action::Send { id, place, text, cargo, quote }),
        1 => (n(), n()).prop_map(|(place, message)| Action::MarkRead { place, message }),
        1 => any::<u8>().prop_map(Action::LookUp),
        2 => vec(any::<u8>(), 0..4).prop_map(Action::CreateGroup),
        2 => (n(), any::<u8>(), any::<u8>()).prop_map(|(group, who, action)| Action::Change { group, who, action }),
    ];
    let lives = prop_oneof![
        8 => (n(), n(), content(), any::<Option<usize>>())
            .prop_map(|(person, place, content, quote)| Action::Write { person, place, content, quote }),
        1 => (n(), n(), any::<bool>()).prop_map(|(person, place, on)| Action::Types { person, place, on }),
        3 => (n(), n(), n(), text()).prop_map(|(person, place, message, text)| Action::Edit { person, place, message, text }),
        2 => (n(), n(), n()).prop_map(|(person, place, message)| Action::Delete { person, place, message }),
        3 => (n(), n(), n(), any::<u8>()).prop_map(|(person, place, message, emoji)| Action::React { person, place, message, emoji }),
        3 => (n(), n()).prop_map(|(person, place)| Action::Open { person, place }),
        1 => (0..30_i64).prop_map(|minutes| Action::Pass { minutes }),
        1 => (any::<u8>(), text()).prop_map(|(n, name)| Action::AddPerson(n, name)),
        1 => (n(), text()).prop_map(|(n, name)| Action::Rename(n, name)),
        1 => (n(), any::<u8>(), any::<bool>()).prop_map(|(n, shown, private)| Action::Privacy(n, shown, private)),
        2 => (n(), n()).prop_map(|(person, group)| Action::Join { person, group }),
        1 => (n(), n()).prop_map(|(person, group)| Action::Leave { person, group }),
    ];
    let wires = prop_oneof![
        2 => faults().prop_map(Action::Faults),
        6 => any::<bool>().prop_map(|good| Action::Deliver { good }),
    ];
    let wilds = prop_oneof![
        3 => (n(), n()).prop_map(|(place, message)| Action::Repeat { place, message }),
        1 => Just(Action::Reset),
    ];
    prop_oneof![
        9 => calls,
        14 => lives,
        8 => wires,
        u32::from(wild) => wilds,
    ]
}

fn sent() -> impl Strategy<Value = Sent> {
    let n = || any::<usize>();
    prop_oneof![
        3 => (n(), option::of("[a-z]{0,4}")).prop_map(|(kind, caption)| Sent::File { kind, caption }),
        1 => (any::<f64>(), -180.0..180.0_f64).prop_map(|(north, east)| Sent::Location(north % 91.0, east)),
        1 => vec(".{0,4}", 0..3).prop_map(Sent::Contacts),
        2 => n().prop_map(Sent::Edit),
        1 => n().prop_map(Sent::Revoke),
        2 => (n(), any::<u8>()).prop_map(|(n, emoji)| Sent::React(n, emoji)),
    ]
}

fn content() -> impl Strategy<Value = Content> {
    prop_oneof![
        4 => "[a-z ]{0,8}".prop_map(Content::text),
        1 => (any::<f64>(), -200.0..200.0_f64, any::<bool>()).prop_map(|(latitude, longitude, live)| Content::Location {
            latitude: if live { latitude } else { longitude / 3.0 },
            longitude,
            name: None,
            live,
        }),
        2 => (any::<usize>(), option::of("[a-z ]{0,4}"), any::<bool>()).prop_map(|(kind, caption, view_once)| {
            let file = FileRef::new(&"".into(), &"".into(), &"0123456789abcdef".repeat(4));
            let media = KINDS[kind % KINDS.len()];
            Content::Media { media, caption, file_name: None, view_once, file: Some(file) }
        }),
        1 => vec(".{0,4}", 0..3).prop_map(|names| {
            let card = |name| ContactCard { name, phones: Vec::new() };
            Content::Contacts { cards: names.into_iter().map(card).collect() }
        }),
    ]
}

fn faults() -> impl Strategy<Value = Faults> {
    let counts = (0..3_u32, 0..3_u32, 0..3_u32, 0..4_u32);
    let flags = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    let people = (vec(1..8_u32, 0..3), vec(1..8_u32, 0..3));
    (counts, flags, people).prop_map(|(counts, flags, (blocked, off))| Faults {
        offline: flags.0,
        unlinked: flags.0 && flags.1,
        creations_refused: counts.0,
        refused_creations_happen: flags.1,
        sends_refused: counts.1,
        answers_lost: counts.2,
        duplicates: flags.2,
        reorder: counts.3,
        reorder_within_chat: flags.3,
        blocked: blocked.into_iter().map(PersonId).collect(),
        off: off.into_iter().map(PersonId).collect(),
        files_expired: flags.3,
        fetches_refused: counts.0,
        fetches_broken: counts.1,
    })
}
