//! The company on the simulator.

use std::cell::RefCell;
use std::collections::BTreeSet;

use relevo::app::App;
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::ids::{ChatId, WaId};
use relevo::domain::phone::Phone;
use relevo::domain::settings::GroupKind;
use relevo::gateway::simulator::{
    Author, Faults, FileBytes, Message, NewFile, PersonId, PersonKind, Place as Room, Ticks,
};

use super::place::{Chat, Form, LINE, Place, SUPPORT, Seen, Who, looking, pin, settings};
use super::things::Thing;
use crate::engine::company::Company;

pub struct OnSimulator {
    company: Company,
    people: RefCell<Vec<PersonId>>,
}

impl OnSimulator {
    fn id(&self, who: Who) -> PersonId {
        self.people.borrow()[who.0]
    }

    fn who(&self, id: PersonId) -> Option<Who> {
        self.people.borrow().iter().position(|person| *person == id).map(Who)
    }

    fn group(&self, name: &str) -> ChatId {
        let chat = self.company.sim.read(|network| {
            let groups = network.all_groups();
            groups.values().find(|group| group.subject == name).map(|group| group.chat.clone())
        });
        chat.unwrap_or_else(|| panic!("no group «{name}»"))
    }

    fn room(&self, chat: &Chat) -> Room {
        match chat {
            Chat::Direct(who) => Room::Direct(self.id(*who)),
            Chat::Group(name) => Room::Group(self.group(name)),
        }
    }

    fn faults(&self, change: impl FnOnce(&mut Faults)) {
        let mut faults = self.company.sim.faults();
        change(&mut faults);
        self.company.sim.set_faults(faults);
    }

    async fn hire(&self, who: Who, name: &str, slots: i64) {
        let phone = self
            .company
            .sim
            .read(|network| network.person(self.id(who)).map(|person| person.phone.clone()));
        let engine = &self.company.app.engine;
        let slots_u8 = u8::try_from(slots).unwrap();
        engine
            .add_agent(LINE, name.into(), phone.unwrap(), true, slots_u8, Vec::new())
            .await
            .unwrap();
        let first = name.split(' ').next().unwrap();
        let last = format!("Chat soporte {first} N°{slots}");
        self.company.until(&last, |company| company.chat(&last).is_some()).await;
        let asked = self.company.see(SUPPORT, &format!("👋 {name}")).await;
        self.company.write_in(SUPPORT, self.id(who), "listo", Some(&asked.id));
        self.company.see(SUPPORT, &format!("✅ Listo, {name}")).await;
    }

    fn add(&self, name: &str, kind: PersonKind) -> Who {
        let at = self.people.borrow().len();
        let phone = Phone::parse(&format!("38155590{at:02}"), "AR").unwrap();
        let person = self.company.sim.add_person(name, &phone, kind).unwrap();
        self.people.borrow_mut().push(person);
        Who(at)
    }
}

impl Place for OnSimulator {
    async fn open() -> Self {
        let company = Company::open().await;
        company.app.engine.change_settings(LINE, settings());
        for (kind, name) in [(GroupKind::Support, SUPPORT), (GroupKind::Sales, "Ventas")] {
            company
                .app
                .engine
                .add_group(LINE, kind, name.into(), None, None, Default::default())
                .await
                .unwrap();
            company.until(name, |company| company.chat(name).is_some()).await;
        }
        let place = Self { company, people: RefCell::default() };
        let juan = place.add("Juan Pérez", PersonKind::Agent);
        let carla = place.add("Carla Ibáñez", PersonKind::Agent);
        place.hire(juan, "Juan Pérez", 6).await;
        place.hire(carla, "Carla Ibáñez", 1).await;
        place
    }

    async fn stop(self) {
        self.company.app.stop().await;
    }

    fn app(&self) -> &App {
        &self.company.app
    }

    fn juan(&self) -> Who {
        Who(0)
    }

    fn carla(&self) -> Who {
        Who(1)
    }

    fn person(&self, name: &str) -> Who {
        self.add(name, PersonKind::Customer)
    }

    fn enters(&self, who: Who, group: &str) {
        let link = self.company.chat(group).unwrap().invite;
        self.company.sim.join_by_link(self.id(who), &link).unwrap();
    }

    async fn send(&self, who: Who, chat: &Chat, thing: &Thing, quote: Option<&str>) -> String {
        let (person, room) = (self.id(who), self.room(chat));
        let quote = quote.map(WaId::from);
        let sim = &self.company.sim;
        let id = match (&thing.content, &thing.file) {
            (Content::Media { media, caption, file_name, view_once, .. }, Some((bytes, mime))) => {
                let file = NewFile {
                    mime: Some((*mime).into()),
                    name: file_name.clone(),
                    caption: caption.clone(),
                    view_once: *view_once,
                    ..NewFile::new(*media, FileBytes::Whole(bytes.clone()))
                };
                sim.write_file(person, &room, file, quote.as_ref()).await
            }
            (content, _) => sim.write(person, &room, content.clone(), quote.as_ref()),
        };
        id.unwrap().as_str().to_owned()
    }

    fn edit(&self, who: Who, chat: &Chat, id: &str, words: &str) {
        self.company.sim.edit(self.id(who), &self.room(chat), &id.into(), words).unwrap();
    }

    fn delete(&self, who: Who, chat: &Chat, id: &str) {
        self.company.sim.delete(self.id(who), &self.room(chat), &id.into()).unwrap();
    }

    fn react(&self, who: Who, chat: &Chat, id: &str, emoji: &str) {
        self.company.sim.react(self.id(who), &self.room(chat), &id.into(), emoji).unwrap();
    }

    fn types(&self, who: Who, chat: &Chat, on: bool) {
        self.company.sim.set_typing(self.id(who), &self.room(chat), on).unwrap();
    }

    fn arrives(&self, _who: Who, _chat: &Chat, _id: &str) {
        // By itself, on every phone that is on.
    }

    fn reads(&self, who: Who, chat: &Chat, _id: &str) {
        self.company.sim.open_chat(self.id(who), &self.room(chat)).unwrap();
    }

    fn switch_off(&self, who: Who, off: bool) {
        let person = self.id(who);
        self.faults(|faults| {
            if off {
                faults.off.insert(person)
            } else {
                faults.off.remove(&person)
            };
        });
    }

    fn shown(&self, chat: &Chat) -> Vec<Seen> {
        let room = self.room(chat);
        self.company.sim.read(|network| {
            let own = network.log(&room).filter(|message| message.author == Author::Line);
            own.map(|message| seen(chat, message)).collect()
        })
    }

    fn look(&self, chat: &Chat, id: &str) -> Seen {
        let room = self.room(chat);
        let found = self.company.sim.read(|network| {
            let mut log = network.log(&room);
            log.find(|message| message.id.as_str() == id).map(|message| seen(chat, message))
        });
        found.unwrap_or_else(|| panic!("no message {id} in {chat:?}"))
    }

    fn is_typing(&self, chat: &Chat) -> bool {
        match chat {
            Chat::Direct(who) => self.company.sim.phone(self.id(*who)).unwrap().typing,
            Chat::Group(name) => self.company.chat(name).unwrap().typing,
        }
    }

    fn sent(&self) -> Vec<(Chat, usize)> {
        self.company.sim.read(|network| {
            let own = |room: &Room| {
                network.log(room).filter(|message| message.author == Author::Line).count()
            };
            let people = network.people().map(|person| person.id);
            let direct = people.map(|id| {
                let count = own(&Room::Direct(id));
                assert!(count == 0 || self.who(id).is_some(), "who is {id:?}?");
                (Chat::Direct(self.who(id).unwrap_or(Who(usize::MAX))), count)
            });
            let groups = network.all_groups().values().map(|group| {
                (Chat::Group(group.subject.clone()), own(&Room::Group(group.chat.clone())))
            });
            direct.chain(groups).collect()
        })
    }

    fn ever_asked(&self) -> String {
        self.company.sim.read(|network| {
            let direct = network.people().map(|person| Room::Direct(person.id));
            let groups = network.all_groups().keys().cloned().map(Room::Group);
            let rooms: BTreeSet<Room> = direct.chain(groups).collect();
            let own = rooms.iter().flat_map(|room| network.log(room));
            let own = own.filter(|message| message.author == Author::Line);
            let written =
                own.map(|message| format!("{:?} {:?}\n", message.first_content(), message.content));
            let changed = network.changes().map(|change| format!("{:?}\n", change.cargo));
            written.chain(changed).collect()
        })
    }

    fn can_edit(&self, _kind: Option<MediaKind>) -> bool {
        true
    }

    fn block(&self, who: Who) {
        let person = self.id(who);
        self.faults(|faults| faults.blocked.extend([person]));
    }

    fn expire_files(&self, expired: bool) {
        self.faults(|faults| faults.files_expired = expired);
    }

    fn lose_answers(&self, count: u32) {
        self.faults(|faults| faults.answers_lost = count);
    }

    async fn until(&self, what: &str, condition: impl Fn(&Self) -> bool) {
        tokio::select! {
            () = self.company.until(what, |_| condition(self)) => {}
            () = looking(|| condition(self)) => {}
        }
    }
}

fn seen(chat: &Chat, message: &Message) -> Seen {
    let words = match &message.content {
        Content::Text { text } => text.clone(),
        Content::Media { caption, .. } => caption.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let form = match &message.content {
        Content::Text { .. } => Form::Words,
        Content::Media { media, file_name, file, .. } => {
            let file = file.as_ref();
            Form::File {
                kind: *media,
                hash: file.map(|file| file.source.to_string()).unwrap_or_default(),
                name: file_name.clone(),
                mime: file.and_then(|file| file.mime.as_deref()).unwrap_or_default().into(),
            }
        }
        Content::Location { latitude, longitude, name, .. } => {
            Form::Pin(pin(*latitude, *longitude), name.clone().unwrap_or_default())
        }
        Content::Contacts { cards } => Form::Cards(
            cards.iter().map(|card| (card.name.clone(), card.phones.concat())).collect(),
        ),
        _ => Form::Words,
    };
    let line = message.reactions.iter().filter(|reaction| reaction.by == Author::Line);
    Seen {
        chat: chat.clone(),
        id: message.id.as_str().into(),
        words,
        form,
        quotes: message.quote.as_ref().map(|quote| quote.id.as_str().into()),
        edited: message.edited.is_some(),
        deleted: message.deleted,
        reactions: line.map(|reaction| reaction.emoji.clone()).collect(),
        read: message.author != Author::Line && message.ticks == Ticks::Read,
    }
}
