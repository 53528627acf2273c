//! What the fake server knows: people, groups, messages, and its own state.

use std::collections::BTreeMap;

use bytes::Bytes;
use relevo::domain::content::MediaKind;
use serde_json::{Value, json};
use tokio::sync::watch;

use super::dialect::Dialect;

/// The only instance at the start.
pub const INSTANCE: &str = "relevo";
/// The server's global key.
pub const KEY: &str = "fake-global-key";
/// The line's own number.
pub const BOT: &str = "5491150009999";
/// The line's own LID.
pub const BOT_LID: &str = "199900001111222";
/// How the line is called.
pub const BOT_NAME: &str = "Relevo Bot";

/// A person on WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub name: String,
    pub phone: String,
    pub lid: String,
    /// Cannot be added to groups by others.
    pub private: bool,
}

impl Person {
    /// The address with the phone number.
    pub fn phone_jid(&self) -> String {
        format!("{}@s.whatsapp.net", self.phone)
    }

    /// The hidden address; the phone's where there is none.
    pub fn lid_jid(&self) -> String {
        if self.lid.is_empty() { self.phone_jid() } else { format!("{}@lid", self.lid) }
    }
}

/// A file as WhatsApp has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Shown as what.
    pub kind: MediaKind,
    pub bytes: Bytes,
    /// The type that phones are told.
    pub mime: String,
    pub name: Option<String>,
    /// The server made something else of the bytes: `ffmpeg` for voice, WebP for stickers, JPEG for pictures.
    /// The bytes here are as they were before.
    pub converted: bool,
}

/// What a message is, besides its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    Text,
    File(File),
    /// Coordinates as `latitude,longitude`, name and address.
    Place(String, String, String),
    /// Names and numbers.
    Cards(Vec<(String, String)>),
}

impl What {
    /// The file, if it is one.
    pub fn file(&self) -> Option<&File> {
        match self {
            Self::File(file) => Some(file),
            Self::Text | Self::Place(..) | Self::Cards(_) => None,
        }
    }
}

/// A message that the line sent, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SentMessage {
    pub chat: String,
    /// The text, or the words below a file.
    pub text: String,
    pub id: String,
    /// The message that people see quoted.
    pub quoted: Option<String>,
    pub what: What,
}

/// A request as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub method: String,
    /// With the query, decoded.
    pub path: String,
    pub apikey: String,
    /// JSON, or the fields of a form.
    pub body: Value,
    /// The file of a form.
    pub file: Option<Bytes>,
}

/// What goes wrong on demand.
#[derive(Debug, Default)]
pub struct Faults {
    /// The next so many groups are not created: `rate-overlimit`.
    pub group_limit: u32,
    /// The next so many requests find the server still starting: 503.
    pub down: u32,
    /// The next so many groups are created all the same, but the answer is `unknown error`.
    pub false_failures: u32,
    /// The next so many changes are made, but never answered.
    pub lose_answers: u32,
    /// The next so many messages are sent, and the link breaks before they are answered.
    pub break_answers: u32,
    /// Texts are shown at once and answered so many milliseconds later.
    pub slow_texts_ms: u64,
    /// The next so many texts are refused with 429.
    pub too_many: u32,
    /// The next so many changes of members end in 408.
    pub member_timeouts: u32,
    /// Every webhook comes twice.
    pub duplicates: bool,
    /// The next so many files are gone: 400 `Message not found`.
    pub files_gone: u32,
    /// The next so many files are answered with 201 and `base64: null`.
    pub files_null: u32,
    /// The next so many answers with a file break off in the middle.
    pub files_cut: u32,
    /// The next so many answers with a file stand still in the middle.
    pub files_stuck: u32,
    /// The next so many files are not at their S3 address.
    pub copies_gone: u32,
    /// The next file at an S3 address is said to be elsewhere.
    pub copy_moved_to: Option<String>,
    /// The next so many edits are refused as too late.
    pub refuse_edits: u32,
    /// The next so many files cannot be made into what WhatsApp wants: 500.
    pub unfit: u32,
    /// Something else answers at the address.
    pub not_evolution: bool,
}

/// Takes one off a fault's count, if any is left.
pub fn strikes(count: &mut u32) -> bool {
    let hit = *count > 0;
    *count = count.saturating_sub(1);
    hit
}

/// Where events go.
#[derive(Debug, Clone)]
pub struct Hook {
    pub url: String,
    pub headers: Vec<(String, String)>,
    /// Empty for all.
    pub events: Vec<String>,
    pub enabled: bool,
}

/// An instance.
#[derive(Debug, Default)]
pub struct Instance {
    pub state: String,
    pub hook: Option<Hook>,
    /// As they were set; `groupsIgnore` hides every group.
    pub settings: Value,
    pub codes: u32,
    /// The code to type, where a number was named when linking began.
    pub pairing: Option<String>,
}

/// A group.
#[derive(Debug, Clone)]
pub struct Room {
    pub jid: String,
    pub subject: String,
    pub by_lid: bool,
    /// Members besides the line, and whether they are administrators.
    pub members: Vec<(Person, bool)>,
    /// Somebody else's group: the line is no administrator.
    pub line_is_guest: bool,
}

/// A message as it stands in a chat, whoever wrote it.
#[derive(Debug, Clone)]
pub struct Message {
    /// Where: the group, or the address that the line or the person used.
    pub chat: String,
    /// `None` for the line itself.
    pub author: Option<Person>,
    /// The text, or the words below a file; after an edit, the new ones.
    pub text: String,
    pub what: What,
    /// Who reacted, with what; the line goes by [`BOT_NAME`].
    pub reactions: BTreeMap<String, String>,
    pub edited: bool,
    pub deleted: bool,
    /// The line marked it as read.
    pub read: bool,
    /// How far the clock was ahead when it was written.
    pub at: i64,
}

pub struct World {
    pub url: String,
    /// What the front page says.
    pub version: String,
    pub dialect: Dialect,
    pub lid_groups: bool,
    pub instances: BTreeMap<String, Instance>,
    pub people: Vec<Person>,
    pub groups: BTreeMap<String, Room>,
    pub messages: BTreeMap<String, Message>,
    /// Where the line showed that it is writing: chat and presence.
    pub presences: Vec<(String, String)>,
    /// Files have an address in S3 beside them.
    pub s3: bool,
    /// How far the clock is ahead, in milliseconds.
    pub ahead: i64,
    pub sent: Vec<SentMessage>,
    pub asked: Vec<Asked>,
    pub faults: Faults,
    pub held: Option<Vec<Value>>,
    /// Requests answered so far.
    pub answered: watch::Sender<u64>,
    count: u64,
}

impl World {
    pub fn new() -> Self {
        let open = Instance { state: "open".into(), ..Instance::default() };
        Self {
            url: String::new(),
            version: "2.3.7".into(),
            dialect: Dialect::V237,
            lid_groups: true,
            instances: BTreeMap::from([(INSTANCE.into(), open)]),
            people: Vec::new(),
            groups: BTreeMap::new(),
            messages: BTreeMap::new(),
            presences: Vec::new(),
            s3: false,
            ahead: 0,
            sent: Vec::new(),
            asked: Vec::new(),
            faults: Faults::default(),
            held: None,
            answered: watch::Sender::default(),
            count: 0,
        }
    }

    pub fn line(&mut self) -> &mut Instance {
        self.instances.get_mut(INSTANCE).expect("the instance")
    }

    /// The instance that a route names; the guards have seen that it is there.
    pub fn named(&mut self, name: Option<&str>) -> &mut Instance {
        self.instances.get_mut(name.expect("a route with an instance")).expect("the instance")
    }

    pub fn is_open(&self) -> bool {
        self.instances.get(INSTANCE).is_some_and(|line| line.state == "open")
    }

    pub fn set_hook(&mut self, hook: Hook) {
        self.line().hook = Some(hook);
    }

    /// A moment, in seconds; each is later than the one before.
    pub fn tick(&mut self) -> u64 {
        self.count += 1;
        1_763_810_000 + self.count + self.ahead.unsigned_abs() / 1_000
    }

    /// An id as the line's own server makes it.
    pub fn own_id(&mut self) -> String {
        self.count += 1;
        format!("3EB0{:018X}", self.count.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    /// An id as a phone makes it.
    pub fn phone_id(&mut self) -> String {
        self.count += 1;
        format!("AC00{:028X}", self.count.wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    pub fn new_group(&mut self, subject: &str, people: &[Person]) -> &Room {
        let jid = format!("12036300{:010}@g.us", 10_000_000 + self.groups.len());
        let members = people.iter().map(|person| (person.clone(), false)).collect();
        let room = Room {
            jid: jid.clone(),
            subject: subject.into(),
            by_lid: self.lid_groups,
            members,
            line_is_guest: false,
        };
        self.groups.entry(jid).or_insert(room)
    }

    /// An event in its envelope. `date_time` is local time that calls itself UTC; the line's own number is
    /// there only while it is connected.
    pub fn envelope(&self, event: &str, data: Value) -> Value {
        let mut envelope = json!({
            "event": event, "instance": INSTANCE, "data": data, "destination": "", "server_url": self.url,
            "date_time": "2025-11-22T08:00:00.000Z", "apikey": Value::Null,
        });
        if self.is_open() {
            envelope["sender"] = json!(format!("{BOT}@s.whatsapp.net"));
        }
        envelope
    }

    pub fn link(&mut self, state: &str, reason: i64) -> Value {
        let envelope = self.envelope("connection.update", Value::Null);
        self.line().state = state.into();
        let data = json!({"instance": INSTANCE, "state": state, "statusReason": reason});
        let mut envelope = if state == "open" {
            self.envelope("connection.update", Value::Null)
        } else {
            envelope
        };
        envelope["data"] = data;
        envelope
    }
}
