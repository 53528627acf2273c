//! Groups: seen, and their members coming and going.

use serde_json::Value;

use super::key::{Place, member};
use super::lenient::{NAME_MOST, items, jid, words};
use super::message::ignored;
use super::webhook::{Envelope, WebhookError};
use crate::domain::identity::Identity;
use crate::domain::inbound::{Inbound, MemberChange};
use crate::gateway::GroupInfo;

/// Members of a group that are read; WhatsApp allows 1024, communities a few more.
const MEMBERS_MOST: usize = 4_096;

/// A group as `groups.upsert` and the REST answers describe it; `None` without a group's address.
pub(super) fn info(value: &Value) -> Option<GroupInfo> {
    let chat = jid(&value["id"]).filter(|chat| Place::of(chat) == Place::Group)?;
    Some(GroupInfo {
        chat: chat.into(),
        subject: words(&value["subject"], NAME_MOST).unwrap_or_default(),
        people: people(&value["participants"]),
        admins: admins(&value["participants"]),
    })
}

/// The members in a list of participants; who cannot be told is left out.
pub(super) fn people(participants: &Value) -> Vec<Identity> {
    let all = items(participants, MEMBERS_MOST).iter().map(member);
    all.filter(|person| !person.is_unknown()).collect()
}

/// The administrators among them: `admin` or `superadmin`; nobody else has a rank.
pub(super) fn admins(participants: &Value) -> Vec<Identity> {
    let all = items(participants, MEMBERS_MOST).iter();
    let ranked = all.filter(|one| matches!(one["admin"].as_str(), Some("admin" | "superadmin")));
    ranked.map(member).filter(|person| !person.is_unknown()).collect()
}

/// `groups.upsert`.
pub(super) fn seen(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    let GroupInfo { chat, subject, people, admins: _ } =
        info(data).ok_or_else(|| envelope.missing("data.id"))?;
    Ok(Inbound::Group { chat, subject, people })
}

/// `group-participants.update`.
pub(super) fn members(envelope: &Envelope<'_>, data: &Value) -> Result<Inbound, WebhookError> {
    let chat = jid(&data["id"]).filter(|chat| Place::of(chat) == Place::Group);
    let chat = chat.ok_or_else(|| envelope.missing("data.id"))?.into();
    let change = match data["action"].as_str() {
        Some("add") => MemberChange::Joined,
        Some("remove") => MemberChange::Left,
        Some("promote") => MemberChange::Promoted,
        Some("demote") => MemberChange::Demoted,
        Some("modify") => return Ok(ignored("a member changed their number")),
        _ => return Ok(ignored("an unknown change of a group's members")),
    };
    let details = items(&data["participantsData"], MEMBERS_MOST);
    let people: Vec<Identity> =
        people(&data["participants"]).iter().map(|person| detailed(person, details)).collect();
    if people.is_empty() {
        return Ok(ignored("a change of a group's members that names nobody"));
    }
    Ok(Inbound::Members { chat, people, change })
}

/// Adds the phone number that `participantsData` gives for a LID. In 2.3.7 that is the text
/// "[object Object]", which is no address and so adds nothing.
fn detailed(person: &Identity, details: &[Value]) -> Identity {
    let same = details.iter().find(|detail| member(&detail["jid"]).is_same(person));
    let more = same.and_then(|detail| jid(&detail["phoneNumber"])).map(Identity::from_jid);
    more.map_or_else(|| person.clone(), |more| person.joined(&more))
}
