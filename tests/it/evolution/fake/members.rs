//! Groups: made, described, and their members changed.

use serde_json::{Value, json};

use super::dialect::participant;
use super::messages::{Answer, refusal};
use super::numbers::{exactly, normalised, on_whatsapp};
use super::world::{BOT, BOT_LID, Person, Room, World, strikes};

impl World {
    /// `group/create`. Who is not on WhatsApp, or does not want to be added, is simply not there.
    pub fn create_group(&mut self, body: &Value) -> Answer {
        let Some(subject) = body["subject"].as_str() else {
            return refusal(400, json!([["instance requires property \"subject\""]]));
        };
        let asked: Vec<String> = body["participants"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(normalised)
            .collect();
        if asked.is_empty() {
            return refusal(400, json!([["participants does not meet minimum length of 1"]]));
        }
        let failed = |why: &str| refusal(500, json!(["Error creating group", why]));
        if !self.is_open() {
            return failed("TypeError: Cannot read properties of undefined (reading 'onWhatsApp')");
        }
        if strikes(&mut self.faults.group_limit) {
            return failed("Error: rate-overlimit");
        }
        // Unlike `updateParticipant`, this looks the numbers up first.
        let found = asked.iter().filter_map(|jid| {
            exactly(&self.people, jid).or_else(|| on_whatsapp(&self.people, jid))
        });
        let people: Vec<Person> = found.filter(|person| !person.private).cloned().collect();
        let room = self.new_group(subject, &people).clone();
        let described = describe(&room, true);
        let event = self.envelope("groups.upsert", json!([described]));
        if strikes(&mut self.faults.false_failures) {
            let (status, body, _) =
                refusal(500, json!(["Error creating group", "Error: unknown error"]));
            return (status, body, vec![event]);
        }
        (201, described, vec![event])
    }

    /// The group that a request names in its query.
    pub fn named_group(&self, query: &[(String, String)], body: &Value) -> Option<String> {
        let in_query =
            query.iter().find(|(name, _)| name == "groupJid").map(|(_, value)| value.clone());
        in_query.or_else(|| body["groupJid"].as_str().map(Into::into))
    }

    pub fn group_info(&self, group: &str) -> Answer {
        if !self.is_open() {
            return refusal(
                404,
                json!([
                    "Error fetching group",
                    "TypeError: Cannot read properties of undefined (reading 'groupMetadata')"
                ]),
            );
        }
        match self.groups.get(group) {
            Some(room) => {
                let mut described = describe(room, true);
                described.as_object_mut().expect("an object").remove("addressingMode");
                (200, described, Vec::new())
            }
            None => refusal(404, json!(["Error fetching group", "Error: item-not-found"])),
        }
    }

    pub fn list_groups(&self, with_people: Option<&str>) -> Answer {
        let Some(with_people) = with_people else {
            return refusal(400, json!(["The getParticipants needs to be informed in the query"]));
        };
        if !self.is_open() {
            return refusal(
                500,
                json!("Cannot read properties of undefined (reading 'groupFetchAllParticipating')"),
            );
        }
        let all: Vec<Value> =
            self.groups.values().map(|room| describe(room, with_people == "true")).collect();
        (200, json!(all), Vec::new())
    }

    pub fn invite_code(&self, group: &str) -> Answer {
        if !self.groups.contains_key(group) {
            return refusal(404, json!(["No invite code", "Error: not-authorized"]));
        }
        let code = "AbCdEfGhIjKlMnOpQrStUv";
        (
            200,
            json!({"inviteUrl": format!("https://chat.whatsapp.com/{code}"), "inviteCode": code}),
            Vec::new(),
        )
    }

    /// `group/updateParticipant`: 201 whatever became of each; digits are rewritten and not found again.
    pub fn update_members(&mut self, group: &str, body: &Value) -> Answer {
        if !self.is_open() {
            return refusal(
                400,
                json!([
                    "Error updating participants",
                    "TypeError: Cannot read properties of undefined (reading 'groupParticipantsUpdate')"
                ]),
            );
        }
        if !self.groups.contains_key(group) {
            return refusal(400, json!(["Error updating participants", "Error: forbidden"]));
        }
        let action = body["action"].as_str().unwrap_or_default().to_owned();
        let asked: Vec<String> = body["participants"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
            .map(normalised)
            .collect();
        let mut changed = Vec::new();
        let mut statuses = Vec::new();
        for jid in asked {
            let status = self.update_member(group, &action, &jid);
            if status == 200 {
                changed.extend(exactly(&self.people, &jid).cloned());
            }
            statuses.push(
                json!({"status": status.to_string(), "jid": jid, "content": content(status, &jid)}),
            );
        }
        let events = if changed.is_empty() {
            Vec::new()
        } else {
            vec![self.members_event(group, &action, &changed)]
        };
        (201, json!({"updateParticipants": statuses}), events)
    }

    /// `group/updateGroupSubject`.
    pub fn rename_group(&mut self, group: &str, body: &Value) -> Answer {
        let failed = || refusal(400, json!(["Error updating group subject", "Error: forbidden"]));
        let Some(subject) = body["subject"].as_str().filter(|_| self.is_open()) else {
            return failed();
        };
        match self.groups.get_mut(group).filter(|room| !room.line_is_guest) {
            Some(room) => {
                subject.clone_into(&mut room.subject);
                (201, json!({"update": "success"}), Vec::new())
            }
            None => failed(),
        }
    }

    /// `group/leaveGroup`: the group goes on without the line.
    pub fn leave_group(&mut self, group: &str) -> Answer {
        if !self.is_open() || self.groups.remove(group).is_none() {
            return refusal(400, json!(["Unable to leave the group", "Error: forbidden"]));
        }
        (200, json!({"groupJid": group, "leave": true}), Vec::new())
    }

    fn update_member(&mut self, group: &str, action: &str, jid: &str) -> u16 {
        if strikes(&mut self.faults.member_timeouts) {
            return 408;
        }
        let person = exactly(&self.people, jid).cloned();
        let room = self.groups.get_mut(group).expect("the group");
        let place = person
            .as_ref()
            .and_then(|person| room.members.iter().position(|(member, _)| member == person));
        match (action, person, place) {
            ("add", Some(_), Some(_)) => 409,
            ("add", Some(person), None) if person.private => 403,
            ("add", Some(person), None) => {
                room.members.push((person, false));
                200
            }
            ("remove", _, Some(place)) => {
                room.members.remove(place);
                200
            }
            ("promote", _, Some(place)) => {
                room.members[place].1 = true;
                200
            }
            _ => 404,
        }
    }

    fn members_event(&self, group: &str, action: &str, people: &[Person]) -> Value {
        let room = &self.groups[group];
        let participants: Vec<Value> =
            people.iter().map(|person| self.dialect.member(person, room)).collect();
        let details: Vec<Value> =
            people.iter().map(|person| self.dialect.member_detail(person, room)).collect();
        let data = json!({
            "id": group, "author": format!("{BOT_LID}@lid"), "participants": participants, "action": action,
            "participantsData": details,
        });
        self.envelope("group-participants.update", data)
    }
}

/// A group's description; the line itself made it.
fn describe(room: &Room, with_people: bool) -> Value {
    let line =
        Person { name: String::new(), phone: BOT.into(), lid: BOT_LID.into(), private: false };
    let mut described = json!({
        "id": room.jid, "addressingMode": if room.by_lid { "lid" } else { "pn" }, "subject": room.subject,
        "size": room.members.len() + 1, "owner": line.lid_jid(), "announce": false, "isCommunity": false,
    });
    if with_people {
        let mut owner = participant(&line, room, !room.line_is_guest);
        if !room.line_is_guest {
            owner["admin"] = json!("superadmin");
        }
        let others = room.members.iter().map(|(person, admin)| participant(person, room, *admin));
        described["participants"] = std::iter::once(owner).chain(others).collect();
    }
    described
}

fn content(status: u16, jid: &str) -> Value {
    let mut content =
        json!({"tag": "participant", "attrs": {"jid": jid, "error": status.to_string()}});
    if status == 403 {
        content["content"] = json!([{"tag": "add_request", "attrs": {"code": "AbCdEfGhIjKlMn12", "expiration": "1764060000"}}]);
    }
    content
}
