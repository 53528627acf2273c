//! A fake Evolution server: speaks HTTP like the real one, knows people and groups, and calls webhooks.
//!
//! It behaves as `evolution.md` says, traps included, and as 2.3.6's source does where that says nothing; bodies
//! of `message/*` and `chat/*` are held against the recorded schemas. Only its waits are shorter: a webhook is
//! repeated after 50 ms doubling to 3 s, where the real one takes 5 s doubling to 300 s, and `sendPresence`
//! answers at once.
//!
//! **Setting up.** [`FakeEvolution::start`], [`speak`](FakeEvolution::speak) (a version's dialect),
//! [`person`](FakeEvolution::person), [`group`](FakeEvolution::group), [`later`](FakeEvolution::later) (its own
//! clock, for the 15 minutes of edits), [`keep_copies`](FakeEvolution::keep_copies) (files have an S3 address),
//! [`faults`](FakeEvolution::faults).
//!
//! **People.** In groups with `Some(group)`, to the line with `None`:
//! [`dm`](FakeEvolution::dm), [`group_say`](FakeEvolution::group_say), [`dm_media`](FakeEvolution::dm_media) and
//! [`group_media`](FakeEvolution::group_media) with a [`Media`], [`dm_raw`](FakeEvolution::dm_raw) for any other
//! kind, [`edit`](FakeEvolution::edit), [`revoke`](FakeEvolution::revoke), [`react`](FakeEvolution::react),
//! [`deliver`](FakeEvolution::deliver), [`read`](FakeEvolution::read), [`types`](FakeEvolution::types).
//!
//! **What the line did.** [`sent`](FakeEvolution::sent): its messages as they were sent, with [`What`] they are;
//! [`message`](FakeEvolution::message): any message as it stands now, with reactions, edits, deletion and read
//! mark; [`presences`](FakeEvolution::presences); [`asked`](FakeEvolution::asked): all requests.

mod changes;
mod delivery;
mod dialect;
mod files;
mod form;
mod members;
mod messages;
mod numbers;
mod schema;
mod server;
mod world;

use std::sync::{Arc, Mutex, MutexGuard};

use actix_web::dev::ServerHandle;
use relevo::gateway::evolution::EvolutionConfig;
use serde_json::{Value, json};

use delivery::Post;
pub use dialect::Dialect;
pub use files::Media;
pub use world::{
    Asked, BOT, BOT_LID, BOT_NAME, Faults, File, INSTANCE, KEY, Message, Person, SentMessage, What,
};
use world::{Hook, Room, World};

/// The running server; stops when dropped.
pub struct FakeEvolution {
    url: String,
    world: Arc<Mutex<World>>,
    post: Post,
    server: ServerHandle,
}

impl FakeEvolution {
    /// Starts on a free port of this machine, with one connected instance and no webhook.
    pub async fn start() -> Self {
        let world = Arc::new(Mutex::new(World::new()));
        let (url, server, post) = server::start(world.clone()).await;
        world.lock().expect("the world").url.clone_from(&url);
        Self { url, world, post, server }
    }

    /// Its address, without a slash at the end.
    pub fn url(&self) -> String {
        self.url.clone()
    }

    /// What a line needs to reach its instance.
    pub fn config(&self) -> EvolutionConfig {
        EvolutionConfig { base_url: self.url(), instance: INSTANCE.into(), api_key: KEY.into() }
    }

    /// Speaks like another version from now on; 2.3.7 at the start.
    pub fn speak(&self, dialect: Dialect) {
        self.world().dialect = dialect;
    }

    /// Groups made from now on name their members by phone instead of by LID.
    pub fn make_phone_groups(&self) {
        self.world().lid_groups = false;
    }

    /// Switches faults on and off.
    pub fn faults(&self, change: impl FnOnce(&mut Faults)) {
        change(&mut self.world().faults);
    }

    /// Sets the instance's webhook by hand, subscribed to everything.
    pub fn set_webhook(&self, url: &str, headers: &[(&str, &str)]) {
        let headers =
            headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        self.world().set_hook(Hook { url: url.into(), headers, events: Vec::new(), enabled: true });
    }

    /// A person on WhatsApp. `phone` and `lid` are digits; an empty `lid` is one who has none yet.
    pub fn person(&self, name: &str, phone: &str, lid: &str) -> Person {
        let person =
            Person { name: name.into(), phone: phone.into(), lid: lid.into(), private: false };
        self.world().people.push(person.clone());
        person
    }

    /// A person whose settings forbid being added to groups.
    pub fn private_person(&self, name: &str, phone: &str, lid: &str) -> Person {
        let person =
            Person { name: name.into(), phone: phone.into(), lid: lid.into(), private: true };
        self.world().people.push(person.clone());
        person
    }

    /// A person gives WhatsApp up: nothing reaches the phone number any more.
    pub fn leave_whatsapp(&self, person: &Person) {
        self.world().people.retain(|other| other != person);
    }

    /// A group that is there from the start, with the line in it.
    pub fn group(&self, subject: &str, people: &[&Person]) -> String {
        let people: Vec<Person> = people.iter().map(|person| (*person).clone()).collect();
        let mut world = self.world();
        let room: &Room = world.new_group(subject, &people);
        room.jid.clone()
    }

    /// A group is its first member's: the line is in it, and no administrator.
    pub fn make_guest(&self, group: &str) {
        let mut world = self.world();
        let room = world.groups.get_mut(group).expect("a group");
        room.line_is_guest = true;
        room.members[0].1 = true;
    }

    /// The line is thrown out of a group.
    pub fn forget_group(&self, group: &str) {
        self.world().groups.remove(group);
    }

    /// Names of the people in a group, in order of entry; the line is not listed.
    pub fn members(&self, group: &str) -> Vec<String> {
        let world = self.world();
        world.groups[group].members.iter().map(|(person, _)| person.name.clone()).collect()
    }

    /// Whether a person is an administrator of a group.
    pub fn is_admin(&self, person: &Person, group: &str) -> bool {
        self.world().groups[group].members.iter().any(|(member, admin)| member == person && *admin)
    }

    /// Groups that exist, with their names.
    pub fn groups(&self) -> Vec<(String, String)> {
        self.world().groups.values().map(|room| (room.jid.clone(), room.subject.clone())).collect()
    }

    /// A person writes to the line; returns WhatsApp's id.
    pub fn dm(&self, person: &Person, text: &str) -> String {
        self.dm_quoting(person, text, None)
    }

    /// The same, as a reply to an earlier message.
    pub fn dm_quoting(&self, person: &Person, text: &str, quote: Option<&str>) -> String {
        let said = self.world().text_from(person, None, text, quote);
        self.emit(said)
    }

    /// A person sends a group a message of any kind.
    pub fn group_raw(&self, person: &Person, group: &str, kind: &str, message: Value) -> String {
        let said = self.world().raw_from(person, Some(group), kind, message);
        self.emit(said)
    }

    /// A person sends the line a message of any kind, such as an `imageMessage`.
    pub fn dm_raw(&self, person: &Person, kind: &str, message: Value) -> String {
        let said = self.world().raw_from(person, None, kind, message);
        self.emit(said)
    }

    /// A person sends the line a file; returns WhatsApp's id.
    pub fn dm_media(&self, person: &Person, media: Media) -> String {
        let said = self.world().file_from(person, None, media);
        self.emit(said)
    }

    /// A person sends a group a file; returns WhatsApp's id.
    pub fn group_media(&self, person: &Person, group: &str, media: Media) -> String {
        let said = self.world().file_from(person, Some(group), media);
        self.emit(said)
    }

    /// Files that people send from now on have an address in S3 beside them.
    pub fn keep_copies(&self) {
        self.world().s3 = true;
    }

    /// Moves the clock.
    pub fn later(&self, ms: i64) {
        self.world().ahead += ms;
    }

    /// A person writes in a group, perhaps quoting; returns WhatsApp's id.
    pub fn group_say(
        &self,
        person: &Person,
        group: &str,
        text: &str,
        quote: Option<&str>,
    ) -> String {
        let said = self.world().text_from(person, Some(group), text, quote);
        self.emit(said)
    }

    /// Somebody writes to a person on the line's own phone.
    pub fn type_on_phone(&self, person: &Person, text: &str) -> String {
        let said = self.world().typed(person, text);
        self.emit(said)
    }

    /// A person reacts to a message, in a group or to the line.
    pub fn react(&self, person: &Person, group: Option<&str>, target: &str, emoji: &str) -> String {
        let message =
            json!({"reactionMessage": {"key": {"id": target, "fromMe": false}, "text": emoji}});
        let mut world = self.world();
        world.react(&person.name, target, emoji);
        let said = world.raw_from(person, group, "reactionMessage", message);
        drop(world);
        self.emit(said)
    }

    /// A person changes the words of an earlier message of theirs: two events tell of it.
    pub fn edit(&self, person: &Person, group: Option<&str>, id: &str, text: &str) {
        let events = self.world().edited(person, group, id, text);
        events.into_iter().for_each(|event| self.deliver_event(event));
    }

    /// A person deletes an earlier message of theirs for everyone: two events tell of it.
    pub fn revoke(&self, person: &Person, group: Option<&str>, id: &str) {
        let events = self.world().revoked(person, group, id);
        events.into_iter().for_each(|event| self.deliver_event(event));
    }

    /// A message of the line gets on: `SERVER_ACK`, `DELIVERY_ACK`, `READ`, `ERROR` …
    pub fn receipt(&self, id: &str, status: &str) {
        let event = self.world().receipt(id, status);
        self.deliver_event(event);
    }

    /// A message of the line is on a person's phone.
    pub fn deliver(&self, person: &Person, group: Option<&str>, id: &str) {
        let event = self.world().receipt_of(person, group, id, "DELIVERY_ACK");
        self.deliver_event(event);
    }

    /// A person has read a message of the line.
    pub fn read(&self, person: &Person, group: Option<&str>, id: &str) {
        let event = self.world().receipt_of(person, group, id, "READ");
        self.deliver_event(event);
    }

    /// A person is writing, or has stopped. WhatsApp tells it only to who asked (`sendPresence` does); this does
    /// not look at that, only at the webhook's subscription.
    pub fn types(&self, person: &Person, group: Option<&str>, on: bool) {
        let presence = if on { "composing" } else { "paused" };
        let event = self.world().presence(person, group, presence);
        self.deliver_event(event);
    }

    /// The link to WhatsApp breaks (401: logged out), and the server says so.
    pub fn disconnect(&self, reason: i64) {
        let event = self.world().link("close", reason);
        self.deliver_event(event);
    }

    /// The link is back, or the QR code was scanned.
    pub fn reconnect(&self) {
        let event = self.world().link("open", 200);
        self.deliver_event(event);
    }

    /// Brings a QR code to scan, with the code to type where a number was named.
    pub fn show_code(&self, code: &str) {
        let pairing = self.world().line().pairing.clone();
        let qrcode = json!({"instance": INSTANCE, "pairingCode": pairing, "code": code, "base64": "data:image/png;base64,"});
        self.raise("qrcode.updated", json!({"qrcode": qrcode}));
    }

    /// Says to be of another version.
    pub fn claim_version(&self, version: &str) {
        self.world().version = version.into();
    }

    /// A message as it stands now, whoever wrote it.
    pub fn message(&self, id: &str) -> Message {
        self.world().messages.get(id).unwrap_or_else(|| panic!("no message {id}")).clone()
    }

    /// Where the line showed that it is writing (`composing`) or not any more (`paused`), in order.
    pub fn presences(&self) -> Vec<(String, String)> {
        self.world().presences.clone()
    }

    /// All messages that the line has sent, in order; not its reactions, edits and deletions.
    pub fn sent(&self) -> Vec<SentMessage> {
        self.world().sent.clone()
    }

    /// The same from the `seen`th on: cheap to ask again and again.
    pub fn sent_from(&self, seen: usize) -> Vec<SentMessage> {
        self.world().sent.get(seen..).unwrap_or_default().to_vec()
    }

    /// All requests that came in, in order.
    pub fn asked(&self) -> Vec<Asked> {
        self.world().asked.clone()
    }

    /// Changes with every request that was answered.
    pub fn changes(&self) -> tokio::sync::watch::Receiver<u64> {
        self.world().answered.subscribe()
    }

    /// Keeps webhooks back until [`FakeEvolution::release`].
    pub fn hold(&self) {
        self.world().held = Some(Vec::new());
    }

    /// Sends what was kept back, in the order that `order` makes of it.
    pub fn release(&self, order: impl FnOnce(&mut Vec<Value>)) {
        let mut held = self.world().held.take().unwrap_or_default();
        order(&mut held);
        held.into_iter().for_each(|event| self.deliver_event(event));
    }

    /// Sends any event, in the usual envelope.
    pub fn raise(&self, event: &str, data: Value) {
        let event = self.world().envelope(event, data);
        self.deliver_event(event);
    }

    /// Waits until every webhook was taken or given up, and tells how many were given up so far.
    pub async fn settled(&self) -> usize {
        self.post.settled().await
    }

    fn emit(&self, (id, event): (String, Value)) -> String {
        self.deliver_event(event);
        id
    }

    fn deliver_event(&self, event: Value) {
        self.post.deliver(&self.world, event);
    }

    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().expect("the world")
    }
}

impl Drop for FakeEvolution {
    fn drop(&mut self) {
        // The command is given at once; only the wait for its end is left out.
        drop(self.server.stop(false));
    }
}
