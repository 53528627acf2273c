//! People: customers, agents and an admin who do what people do, in any order.

use fastrand::Rng;
use relevo::domain::acts::Deed;
use relevo::domain::content::{Content, MediaKind};
use relevo::domain::file::FileRef;
use relevo::domain::identity::Identity;
use relevo::domain::ids::{AgentId, ChatId, CustomerId, GroupId, JobId, TicketNo, WaId};
use relevo::domain::message::{Door, Post};
use relevo::domain::notice::Notice;
use relevo::domain::outcome::Body;
use relevo::domain::phone::Phone;
use relevo::domain::purpose::Purpose;
use relevo::domain::record::Record;
use relevo::domain::settings::GroupKind;

use super::commands;
use super::wire::Wire;

/// Something a person does.
#[derive(Debug, Clone)]
pub enum Act {
    Write {
        chat: ChatId,
        author: Identity,
        name: String,
        content: Content,
        quote: Option<WaId>,
    },
    Edit {
        chat: ChatId,
        id: WaId,
        text: String,
    },
    Delete {
        chat: ChatId,
        id: WaId,
    },
    React {
        chat: ChatId,
        author: Identity,
        target: WaId,
        emoji: &'static str,
    },
    AddGroup {
        kind: GroupKind,
        name: String,
    },
    AddAgent {
        name: String,
        phone: Phone,
        slots: u8,
    },
    OnCase {
        customer: CustomerId,
        ticket: TicketNo,
        deed: Deed,
        reason: Option<String>,
    },
    EditAgent {
        agent: AgentId,
        name: String,
        active: bool,
        slots: u8,
    },
    EditGroup {
        group: GroupId,
        name: String,
    },
    RetireGroup {
        group: GroupId,
        retired: bool,
    },
    Invite {
        agent: AgentId,
        to: Door,
    },
    Drop {
        agent: AgentId,
        group: GroupId,
    },
    Join {
        agent: AgentId,
        group: GroupId,
    },
    Undo {
        agent: AgentId,
    },
    Remove {
        agent: AgentId,
    },
    Retry {
        job: JobId,
        give_up: bool,
    },
    /// Nobody hears a customer any more, or they are heard again.
    Block {
        customer: CustomerId,
        blocked: bool,
    },
    /// Somebody opens a case for a customer.
    Order {
        who: Identity,
    },
    /// Somebody leaves a group, or comes back to it, by themselves.
    Wander {
        chat: ChatId,
        who: Identity,
    },
}

/// Asks for nothing.
pub const THANKS: &str = "muchas gracias!";

#[derive(Debug)]
pub struct People {
    /// Phone, LID and how much of it WhatsApp shows.
    customers: Vec<Identity>,
    agents: Vec<Identity>,
    said: u64,
}

impl People {
    pub fn new(rng: &mut Rng) -> Self {
        let person = |base: u64, i: u64| {
            Identity::from_jids([
                format!("{}@s.whatsapp.net", base + i).as_str(),
                format!("{}@lid", base * 7 + i).as_str(),
            ])
        };
        let customers = (0..4)
            .map(|i| {
                let both = person(5_493_815_550_000, i);
                match rng.u8(0..3) {
                    0 => Identity { lid: None, ..both },
                    1 => Identity { phone: None, ..both },
                    _ => both,
                }
            })
            .collect();
        let agents = (0..3).map(|i| person(5_493_816_660_000, i)).collect();
        Self { customers, agents, said: 0 }
    }

    pub fn look_up(&self, phone: &Phone) -> Option<Identity> {
        self.agents.iter().find(|agent| agent.phone.as_ref() == Some(phone)).cloned()
    }

    pub fn chat_of(&self, customer: usize) -> ChatId {
        self.customers[customer].chat().expect("every customer has an address")
    }

    pub fn any_customer_chat(&self, rng: &mut Rng) -> ChatId {
        self.chat_of(rng.usize(0..self.customers.len()))
    }

    /// What somebody does next, looking at their phone.
    pub fn act(&mut self, rng: &mut Rng, wire: &Wire, disk: &Record) -> Option<Act> {
        match rng.u8(0..47) {
            44 => self.hear_or_not(rng, disk),
            45 => {
                let who = self.customers[rng.usize(0..self.customers.len())].clone();
                Some(Act::Order { who })
            }

            0 => Self::administer(rng, disk, &self.agents),
            1 => self.change_staff(rng, disk),
            2..11 => Some(self.customer_writes(rng, wire)),
            11..15 => self.afterwards(rng, wire),
            15..26 => self.in_main_group(rng, wire, disk),
            26..40 => self.in_slot(rng, wire, disk),
            _ => self.in_the_panel(rng, disk),
        }
    }

    /// Somebody has had enough of a customer, or forgives them.
    fn hear_or_not(&self, rng: &mut Rng, disk: &Record) -> Option<Act> {
        let customers: Vec<_> = disk.customers.values().collect();
        let customer = customers.get(rng.usize(0..customers.len().max(1)))?;
        let blocked = customer.blocked.is_none() && rng.bool();
        Some(Act::Block { customer: customer.id, blocked })
    }

    /// A supervisor acts on a case in the panel, whose page may be old.
    fn in_the_panel(&mut self, rng: &mut Rng, disk: &Record) -> Option<Act> {
        let pending = disk.groups.values().flat_map(|group| group.pending());
        let cases = disk.slots.values().filter_map(|slot| slot.case());
        let open: Vec<(CustomerId, TicketNo, bool)> = pending
            .map(|pending| (pending.ticket.customer.id, pending.ticket.no, false))
            .chain(cases.map(|case| (case.ticket.customer.id, case.ticket.no, true)))
            .collect();
        let (customer, mut ticket, is_taken) = *open.get(rng.usize(0..open.len().max(1)))?;
        if rng.u8(0..20) == 0 {
            ticket = TicketNo(rng.i64(1..=ticket.0));
        }
        let agent = *disk.agents.keys().nth(rng.usize(0..disk.agents.len().max(1)))?;
        let group = *disk.groups.keys().nth(rng.usize(0..disk.groups.len().max(1)))?;
        self.said += 1;
        // Mostly what the page offers.
        let deed = match (rng.u8(0..16), is_taken != (rng.u8(0..8) == 0)) {
            (0..7, true) => Deed::Transfer { agent },
            (7..10, true) => Deed::Return { group: rng.bool().then_some(group) },
            (0..6, false) => Deed::Assign { agent },
            (6..10, false) => Deed::Move { group },
            (10, _) => Deed::Close,
            (11 | 12, _) => Deed::Escalate,
            _ => Deed::Note { text: format!("n:{}", self.said) },
        };
        let reason = rng.bool().then(|| format!("r:{}", self.said));
        Some(Act::OnCase { customer, ticket, deed, reason })
    }

    /// The next thing to set up, or nothing when all groups and agents are there and registered.
    pub fn set_up(&mut self, rng: &mut Rng, wire: &Wire, disk: &Record) -> Option<Act> {
        if disk.groups.len() < 3 || disk.agents.len() < self.agents.len() {
            return Self::administer(rng, disk, &self.agents);
        }
        let waiting = disk.agents.values().find(|agent| agent.bound.is_none() && !agent.removed)?;
        let author = self.agents.iter().find(|a| a.phone.as_ref() == Some(&waiting.phone))?.clone();
        let (chat, quote) = wire.chats.iter().find_map(|(chat, bubbles)| {
            let asked = bubbles.iter().find(|bubble| {
                matches!(bubble.sent, Some((_, Purpose::AskReady { agent, .. }, _)) if agent == waiting.id)
            })?;
            Some((chat.clone(), asked.id.clone()))
        })?;
        Some(Act::Write {
            chat,
            author,
            name: "Agente".into(),
            content: Content::text("listo!"),
            quote: Some(quote),
        })
    }

    fn administer(rng: &mut Rng, disk: &Record, agents: &[Identity]) -> Option<Act> {
        let missing = GroupKind::ALL
            .into_iter()
            .find(|kind| disk.groups.values().all(|group| group.kind != *kind));
        if let Some(kind) = missing.filter(|kind| *kind != GroupKind::Supervisor || rng.bool()) {
            return Some(Act::AddGroup { kind, name: format!("Grupo {}", kind.name()) });
        }
        let known = |identity: &&Identity| {
            let has = |phone: &Phone| Some(phone) == identity.phone.as_ref();
            disk.agents.values().all(|agent| agent.removed || !has(&agent.phone))
        };
        if let Some(new) = agents.iter().find(known) {
            let phone = new.phone.clone()?;
            return Some(Act::AddAgent {
                name: format!("Agente {}", phone.digits()),
                phone,
                slots: rng.u8(1..3),
            });
        }
        let agent = disk.agents.values().nth(rng.usize(0..disk.agents.len().max(1)))?;
        let active = rng.u8(0..4) > 0;
        Some(Act::EditAgent {
            agent: agent.id,
            name: agent.name.clone(),
            active,
            slots: rng.u8(0..4),
        })
    }

    /// What an admin does to groups and agents that are there.
    fn change_staff(&self, rng: &mut Rng, disk: &Record) -> Option<Act> {
        let agents: Vec<AgentId> =
            disk.agents.values().filter(|agent| !agent.removed).map(|agent| agent.id).collect();
        let agent = *agents.get(rng.usize(0..agents.len().max(1)))?;
        let groups: Vec<GroupId> = disk.groups.keys().copied().collect();
        let group = *groups.get(rng.usize(0..groups.len().max(1)))?;
        let name = disk.agents[&agent].name.clone();
        match rng.u8(0..22) {
            0..6 => {
                let slots = rng.u8(0..4);
                Some(Act::EditAgent { agent, name, active: rng.u8(0..6) > 0, slots })
            }
            6..9 => Some(Act::Undo { agent }),
            9..12 => Some(Act::Remove { agent }),
            12 => Some(Act::EditGroup { group, name: format!("Grupo {}", rng.u8(0..9)) }),
            13 | 14 => {
                // Mostly taken back: without groups nobody is attended.
                let retired = !disk.groups[&group].retired && rng.u8(0..3) == 0;
                Some(Act::RetireGroup { group, retired })
            }
            15 => {
                let slots: Vec<_> = disk.slots.values().filter(|s| s.agent == agent).collect();
                let to = match slots.get(rng.usize(0..slots.len().max(1))) {
                    Some(slot) if rng.bool() => Door::Slot(slot.id),
                    _ => Door::Group(group),
                };
                Some(Act::Invite { agent, to })
            }
            16 => Some(Act::Drop { agent, group }),
            17 | 18 => Some(Act::Join { agent, group }),
            19 => {
                let chat = disk.groups[&group].chat.clone()?;
                let who = self.agents[rng.usize(0..self.agents.len())].clone();
                Some(Act::Wander { chat, who })
            }
            _ => {
                let jobs: Vec<JobId> = disk.provisioning.jobs.keys().copied().collect();
                let job = *jobs.get(rng.usize(0..jobs.len().max(1)))?;
                Some(Act::Retry { job, give_up: rng.u8(0..4) == 0 })
            }
        }
    }

    fn customer_writes(&mut self, rng: &mut Rng, wire: &Wire) -> Act {
        let who = rng.usize(0..self.customers.len());
        let chat = self.chat_of(who);
        self.said += 1;
        let asked = was_asked(wire, &chat).filter(|_| rng.bool());
        let text = match rng.u8(0..8) {
            _ if asked == Some(&Notice::AskRating) => "5".to_owned(),
            _ if asked.is_some() => format!("c{who}:{}", self.said),
            0 => "1".to_owned(),
            1 => "2".to_owned(),
            2 if rng.bool() => "5".to_owned(),
            2 => THANKS.to_owned(),
            3 => ["la primera", "volver", "ventas", "wifi", "9"][rng.usize(0..5)].to_owned(),
            _ => format!("c{who}:{}", self.said),
        };
        Act::Write {
            author: self.customers[who].clone(),
            name: format!("Cliente {who}"),
            content: self.said_or_shown(rng, &chat, text),
            quote: any_of(rng, wire, &chat),
            chat,
        }
    }

    /// Mostly words, sometimes a file with them below.
    fn said_or_shown(&self, rng: &mut Rng, chat: &ChatId, text: String) -> Content {
        if rng.u8(0..5) > 0 {
            return Content::text(text);
        }
        let id = WaId::from(format!("F{}", self.said));
        let media = [MediaKind::Image, MediaKind::Voice, MediaKind::Document][rng.usize(0..3)];
        Content::Media {
            media,
            caption: media.takes_caption().then_some(text),
            file_name: None,
            view_once: false,
            file: Some(FileRef::new(chat, &id, id.as_str())),
        }
    }

    /// Somebody changes what they wrote, or reacts to what they see.
    fn afterwards(&mut self, rng: &mut Rng, wire: &Wire) -> Option<Act> {
        let chats: Vec<&ChatId> = wire.chats.keys().collect();
        let chat = (*chats.get(rng.usize(0..chats.len().max(1)))?).clone();
        let bubbles = &wire.chats[&chat];
        let recent = &bubbles[bubbles.len().saturating_sub(8)..];
        let bubble = recent.get(rng.usize(0..recent.len().max(1)))?;
        self.said += 1;
        match (rng.u8(0..5), &bubble.author) {
            (0 | 1, Some(_)) if !bubble.deleted => {
                let text = match rng.u8(0..8) {
                    0 => "/fin por las dudas".to_owned(),
                    _ => format!("e:{}", self.said),
                };
                Some(Act::Edit { chat, id: bubble.id.clone(), text })
            }
            (2 | 3, Some(_)) if !bubble.deleted => {
                Some(Act::Delete { chat, id: bubble.id.clone() })
            }
            _ => {
                let author =
                    match self.customers.iter().find(|who| who.chat().as_ref() == Some(&chat)) {
                        Some(customer) => customer.clone(),
                        None => self.agents[rng.usize(0..self.agents.len())].clone(),
                    };
                let emoji = ["👍", "❤️", ""][rng.usize(0..3)];
                Some(Act::React { chat, author, target: bubble.id.clone(), emoji })
            }
        }
    }

    /// An agent, or somebody else, replies to something that Relevo posted.
    fn in_main_group(&mut self, rng: &mut Rng, wire: &Wire, disk: &Record) -> Option<Act> {
        let chats: Vec<&ChatId> =
            disk.groups.values().filter_map(|group| group.chat.as_ref()).collect();
        let chat = (*chats.get(rng.usize(0..chats.len().max(1)))?).clone();
        let posts: Vec<(WaId, Option<Post>)> = wire
            .chats
            .get(&chat)?
            .iter()
            .map(|bubble| {
                let post = bubble.sent.as_ref().and_then(|(_, purpose, _)| match purpose {
                    Purpose::Announcement { ticket, .. } => Some(Post::Announcement(*ticket)),
                    Purpose::AskReady { agent, .. } => Some(Post::AskReady(*agent)),
                    _ => None,
                });
                (bubble.id.clone(), post)
            })
            .collect();
        // Mostly one of the latest.
        let from = posts.len().saturating_sub(if rng.bool() { 6 } else { 40 });
        let recent: Vec<&(WaId, Option<Post>)> =
            posts[from..].iter().filter(|(_, post)| post.is_some()).collect();
        let (id, post) = (*recent.get(rng.usize(0..recent.len().max(1)))?).clone();
        let (author, text) = match post {
            Some(Post::AskReady(agent)) => {
                let phone = &disk.agents.get(&agent)?.phone;
                let asked = self.agents.iter().find(|a| a.phone.as_ref() == Some(phone))?.clone();
                let author = if rng.u8(0..10) == 0 {
                    self.agents[rng.usize(0..self.agents.len())].clone()
                } else {
                    asked
                };
                (author, "LISTO".to_owned())
            }
            _ => {
                let text = match rng.u8(0..4) {
                    0 => self.order(rng, disk),
                    _ => "mío".to_owned(),
                };
                (self.agents[rng.usize(0..self.agents.len())].clone(), text)
            }
        };
        let author = if rng.u8(0..20) == 0 { self.customers[0].clone() } else { author };
        if rng.u8(0..12) == 0 {
            let content = Content::text(commands::in_group(rng));
            let name = "Agente".into();
            return Some(Act::Write { chat, author, name, content, quote: None });
        }
        let quote = (rng.u8(0..12) > 0).then_some(id);
        Some(Act::Write {
            chat,
            author,
            name: "Agente".into(),
            content: Content::text(text),
            quote,
        })
    }

    /// Somebody is to have what is quoted.
    fn order(&mut self, rng: &mut Rng, disk: &Record) -> String {
        let whom = &self.agents[rng.usize(0..self.agents.len())];
        let whom = whom.phone.as_ref().map(|phone| phone.digits().to_owned());
        match rng.u8(0..8) {
            0 => "/asignar agente".to_owned(),
            1 => {
                let no = rng.i64(1..=disk.last_ticket.0.max(1));
                format!("/asignar #{no} {}", whom.unwrap_or_default())
            }
            _ => format!("/asignar Agente {}", whom.unwrap_or_default()),
        }
    }

    /// An agent works in a personal group.
    fn in_slot(&mut self, rng: &mut Rng, wire: &Wire, disk: &Record) -> Option<Act> {
        let slots: Vec<_> = disk.slots.values().filter(|slot| slot.chat.is_some()).collect();
        let slot = slots.get(rng.usize(0..slots.len().max(1)))?;
        let chat = slot.chat.clone()?;
        let phone = &disk.agents.get(&slot.agent)?.phone;
        let owner = self.agents.iter().find(|agent| agent.phone.as_ref() == Some(phone))?.clone();
        let author = match rng.u8(0..15) {
            0 => self.customers[1].clone(),
            1 => self.agents[rng.usize(0..self.agents.len())].clone(),
            _ => owner,
        };
        // A new case was just opened here: the agent reads before closing it.
        let just_opened =
            wire.chats.get(&chat).and_then(|bubbles| bubbles.last()).is_some_and(|bubble| {
                matches!(bubble.sent, Some((_, _, Body::Say(Notice::CaseHeader { .. }))))
            });
        self.said += 1;
        let text = match rng.u8(0..10) {
            0 | 1 if !just_opened => "/fin resuelto".to_owned(),
            2 => "/info".to_owned(),
            3 if rng.u8(0..4) == 0 => "/bloquear molesta".to_owned(),
            3 => format!("/cliente a:{}", self.said),
            4 => "/nada".to_owned(),
            5 => commands::in_slot(rng, disk, self.said),
            _ => format!("a:{}", self.said),
        };
        let content = self.said_or_shown(rng, &chat, text);
        let quote = any_of(rng, wire, &chat);
        Some(Act::Write { chat, author, name: "Agente".into(), content, quote })
    }
}

/// Sometimes one of the latest messages of a chat.
/// What Relevo asked a customer last about a closed case, if that is what it said last.
fn was_asked<'a>(wire: &'a Wire, chat: &ChatId) -> Option<&'a Notice> {
    let mut said = wire.chats.get(chat)?.iter().rev().filter_map(|bubble| bubble.sent.as_ref());
    match &said.next()?.2 {
        Body::Say(asked @ (Notice::AskRating | Notice::AskComment)) => Some(asked),
        _ => None,
    }
}

fn any_of(rng: &mut Rng, wire: &Wire, chat: &ChatId) -> Option<WaId> {
    let bubbles = wire.chats.get(chat).filter(|_| rng.u8(0..5) == 0)?;
    let recent = &bubbles[bubbles.len().saturating_sub(6)..];
    recent.get(rng.usize(0..recent.len().max(1))).map(|bubble| bubble.id.clone())
}
