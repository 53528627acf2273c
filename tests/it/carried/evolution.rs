//! The company on a fake Evolution server, over HTTP both ways.

use std::cell::RefCell;
use std::collections::BTreeMap;

use relevo::app::App;
use relevo::domain::content::{ContactCard, Content, MediaKind};
use relevo::domain::settings::GroupKind;
use serde_json::{Value, json};

use super::place::{Chat, Form, LINE, Place, SUPPORT, Seen, Who, looking, pin, settings};
use super::things::{Thing, hash};
use crate::evolution::fake::{BOT_NAME, FakeEvolution, Media, Person, What};
use crate::evolution_e2e::office::{Office, phone};

pub struct OnEvolution {
    office: Office,
    people: RefCell<Vec<Person>>,
}

impl OnEvolution {
    fn one(&self, who: Who) -> Person {
        self.people.borrow()[who.0].clone()
    }

    fn group(&self, chat: &Chat) -> Option<String> {
        match chat {
            Chat::Direct(_) => None,
            Chat::Group(name) => Some(self.office.chat(name)),
        }
    }

    /// The addresses of a chat.
    fn jids(&self, chat: &Chat) -> Vec<String> {
        match chat {
            Chat::Direct(who) => {
                let person = self.one(*who);
                vec![person.phone_jid(), person.lid_jid()]
            }
            Chat::Group(name) => vec![self.office.chat(name)],
        }
    }

    fn add(&self, name: &str) -> Who {
        let at = self.people.borrow().len();
        let phone = format!("54938155590{at:02}");
        // Agents have a hidden address; of the customers, not everybody.
        let has_lid = at < 2 || at.is_multiple_of(2);
        let lid = if has_lid { format!("3013013013013{at:02}") } else { String::new() };
        let person = self.office.fake.person(name, &phone, &lid);
        self.people.borrow_mut().push(person);
        Who(at)
    }

    async fn hire(&self, who: Who, slots: u8) {
        let (person, engine) = (self.one(who), &self.office.app.engine);
        let name = person.name.clone();
        engine.add_agent(LINE, name, phone(&person), true, slots, Vec::new()).await.unwrap();
        self.office.until("all steps done", |office| office.jobs().is_empty()).await;
        self.office.register(&person, SUPPORT).await;
    }

    /// A message that is neither text nor file, with its quote inside.
    fn raw(&self, content: &Content, quote: Option<&str>) -> (&'static str, Value) {
        let (kind, mut fields) = raw(content);
        if let Some(quote) = quote {
            fields["contextInfo"] = json!({
                "stanzaId": quote, "participant": "199900001111222@lid", "mentionedJid": [],
                "quotedMessage": {"conversation": self.office.fake.message(quote).text},
            });
        }
        (kind, json!({kind: fields}))
    }

    fn seen(&self, chat: &Chat, id: &str, quotes: Option<String>) -> Seen {
        let message = self.office.fake.message(id);
        let form = match message.what {
            What::Text => Form::Words,
            What::File(file) => Form::File {
                kind: file.kind,
                hash: hash(&file.bytes),
                name: file.name,
                mime: file.mime,
            },
            What::Place(at, name, _) => {
                let degrees: Vec<f64> = at.split(',').map(|part| part.parse().unwrap()).collect();
                let at = pin(degrees[0], degrees[1]);
                // The server sends no place without a name: one that has none is named by where it is.
                let is_named = name != format!("{}, {}", degrees[0], degrees[1]);
                Form::Pin(at, if is_named { name } else { String::new() })
            }
            What::Cards(cards) => Form::Cards(cards),
        };
        Seen {
            chat: chat.clone(),
            id: id.into(),
            words: message.text,
            form,
            quotes,
            edited: message.edited,
            deleted: message.deleted,
            reactions: message.reactions.get(BOT_NAME).cloned().into_iter().collect(),
            read: message.read,
        }
    }
}

impl Place for OnEvolution {
    async fn open() -> Self {
        let office = Office::open_with(FakeEvolution::start().await, settings()).await;
        let place = Self { office, people: RefCell::default() };
        let (juan, carla) = (place.add("Juan Pérez"), place.add("Carla Ibáñez"));
        for (kind, name) in [(GroupKind::Support, SUPPORT), (GroupKind::Sales, "Ventas")] {
            let first = Some(phone(&place.one(juan)));
            let engine = &place.office.app.engine;
            engine
                .add_group(LINE, kind, name.into(), first, None, Default::default())
                .await
                .unwrap();
        }
        place.office.until("two groups", |office| office.jobs().is_empty()).await;
        place.hire(juan, 6).await;
        place.hire(carla, 1).await;
        place
    }

    async fn stop(self) {
        assert_eq!(self.office.fake.settled().await, 0, "webhooks that were never taken");
        self.office.stop().await;
    }

    fn app(&self) -> &App {
        &self.office.app
    }

    fn juan(&self) -> Who {
        Who(0)
    }

    fn carla(&self) -> Who {
        Who(1)
    }

    fn person(&self, name: &str) -> Who {
        self.add(name)
    }

    fn enters(&self, _who: Who, _group: &str) {
        // The fake server lets anybody write anywhere.
    }

    async fn send(&self, who: Who, chat: &Chat, thing: &Thing, quote: Option<&str>) -> String {
        let (fake, person, group) = (&self.office.fake, self.one(who), self.group(chat));
        match (&thing.content, &thing.file) {
            (Content::Media { media, caption, file_name, view_once, .. }, Some((bytes, mime))) => {
                if thing.row == "album" && bytes.ends_with(b"foto 1") {
                    let heading = json!({"albumMessage": {"expectedImageCount": 3}});
                    match &group {
                        None => fake.dm_raw(&person, "albumMessage", heading),
                        Some(group) => fake.group_raw(&person, group, "albumMessage", heading),
                    };
                }
                let mut file = Media::new(*media, bytes.clone(), mime);
                file = caption.iter().fold(file, |file, caption| file.captioned(caption));
                file = file_name.iter().fold(file, |file, name| file.named(name));
                file = quote.iter().fold(file, |file, quote| file.quoting(quote));
                file = if *view_once { file.once() } else { file };
                match group {
                    None => fake.dm_media(&person, file),
                    Some(group) => fake.group_media(&person, &group, file),
                }
            }
            (Content::Media { media, .. }, None) => {
                let file = Media::new(*media, Vec::new(), "image/jpeg").once_on_the_phone();
                match group {
                    None => fake.dm_media(&person, file),
                    Some(group) => fake.group_media(&person, &group, file),
                }
            }
            (Content::Text { text }, _) => match group {
                None => fake.dm_quoting(&person, text, quote),
                Some(group) => fake.group_say(&person, &group, text, quote),
            },
            (content, _) => {
                let (kind, message) = self.raw(content, quote);
                match group {
                    None => fake.dm_raw(&person, kind, message),
                    Some(group) => fake.group_raw(&person, &group, kind, message),
                }
            }
        }
    }

    fn edit(&self, who: Who, chat: &Chat, id: &str, words: &str) {
        self.office.fake.edit(&self.one(who), self.group(chat).as_deref(), id, words);
    }

    fn delete(&self, who: Who, chat: &Chat, id: &str) {
        self.office.fake.revoke(&self.one(who), self.group(chat).as_deref(), id);
    }

    fn react(&self, who: Who, chat: &Chat, id: &str, emoji: &str) {
        self.office.fake.react(&self.one(who), self.group(chat).as_deref(), id, emoji);
    }

    fn types(&self, who: Who, chat: &Chat, on: bool) {
        self.office.fake.types(&self.one(who), self.group(chat).as_deref(), on);
    }

    fn arrives(&self, who: Who, chat: &Chat, id: &str) {
        self.office.fake.deliver(&self.one(who), self.group(chat).as_deref(), id);
    }

    fn reads(&self, who: Who, chat: &Chat, id: &str) {
        self.office.fake.read(&self.one(who), self.group(chat).as_deref(), id);
    }

    fn switch_off(&self, _who: Who, _off: bool) {
        // Nothing arrives by itself.
    }

    fn shown(&self, chat: &Chat) -> Vec<Seen> {
        let jids = self.jids(chat);
        let sent = self.office.fake.sent().into_iter().filter(|sent| jids.contains(&sent.chat));
        sent.map(|sent| self.seen(chat, &sent.id, sent.quoted)).collect()
    }

    fn look(&self, chat: &Chat, id: &str) -> Seen {
        self.seen(chat, id, None)
    }

    fn is_typing(&self, chat: &Chat) -> bool {
        let jids = self.jids(chat);
        let shown = self.office.fake.presences().into_iter().rev();
        let mut shown = shown.filter(|(chat, _)| jids.contains(chat));
        shown.next().is_some_and(|(_, presence)| presence == "composing")
    }

    fn sent(&self) -> Vec<(Chat, usize)> {
        let groups = self.office.fake.groups().into_iter().map(|(_, name)| Chat::Group(name));
        let people = (0..self.people.borrow().len()).map(|at| Chat::Direct(Who(at)));
        let chats: Vec<(Chat, Vec<String>)> =
            groups.chain(people).map(|chat| (chat.clone(), self.jids(&chat))).collect();
        let mut counts: BTreeMap<Chat, usize> = BTreeMap::new();
        for sent in self.office.fake.sent() {
            let chat = chats.iter().find(|(_, jids)| jids.contains(&sent.chat));
            let (chat, _) = chat.unwrap_or_else(|| panic!("who is {}?", sent.chat));
            *counts.entry(chat.clone()).or_default() += 1;
        }
        counts.into_iter().collect()
    }

    fn ever_asked(&self) -> String {
        let asked = self.office.fake.asked().into_iter();
        asked.map(|asked| format!("{} {}\n", asked.path, asked.body)).collect()
    }

    fn can_edit(&self, kind: Option<MediaKind>) -> bool {
        // The server takes documents for «not compatible».
        match kind {
            None | Some(MediaKind::Image | MediaKind::Video | MediaKind::Gif) => true,
            Some(_) => false,
        }
    }

    fn block(&self, who: Who) {
        self.office.fake.leave_whatsapp(&self.one(who));
    }

    fn expire_files(&self, expired: bool) {
        self.office.fake.faults(|faults| faults.files_gone = if expired { 1_000 } else { 0 });
    }

    fn lose_answers(&self, count: u32) {
        self.office.fake.faults(|faults| faults.break_answers = count);
    }

    async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        tokio::select! {
            () = self.office.until(what, |_| condition(self)) => {}
            () = looking(|| condition(self)) => {}
        }
    }
}

fn raw(content: &Content) -> (&'static str, Value) {
    match content {
        Content::Location { latitude, longitude, name, live } => {
            let kind = if *live { "liveLocationMessage" } else { "locationMessage" };
            let mut fields = json!({"degreesLatitude": latitude, "degreesLongitude": longitude});
            if let Some(name) = name {
                fields["name"] = json!(name);
            }
            (kind, fields)
        }
        Content::Contacts { cards } => match &cards[..] {
            [one] => ("contactMessage", card(one)),
            many => {
                let contacts: Vec<Value> = many.iter().map(card).collect();
                (
                    "contactsArrayMessage",
                    json!({"displayName": "2 contactos", "contacts": contacts}),
                )
            }
        },
        Content::Poll { question, options } => {
            let options: Vec<Value> =
                options.iter().map(|option| json!({"optionName": option})).collect();
            ("pollCreationMessageV3", json!({"name": question, "options": options}))
        }
        Content::Choice { title } => (
            "listResponseMessage",
            json!({"title": title, "singleSelectReply": {"selectedRowId": "fila-1"}}),
        ),
        Content::Unknown { .. } => ("unaNovedadMessage", json!({"a": 1})),
        other => panic!("{other:?} has its own way"),
    }
}

fn card(card: &ContactCard) -> Value {
    let (name, phone) = (&card.name, &card.phones[0]);
    let waid = phone.trim_start_matches('+');
    json!({"displayName": name, "vcard": format!(
        "BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nTEL;type=CELL;waid={waid}:{phone}\nEND:VCARD"
    )})
}
