//! Provisioning's calls, made through the gateway: a few requests each, all of them repeatable.

use std::sync::Arc;

use crate::domain::identity::Identity;
use crate::domain::ids::ChatId;
use crate::domain::message::CallDone;
use crate::domain::outcome::{Call, CallFault, CallReply, PlacedCall};
use crate::domain::reason;
use crate::gateway::{Gateway, GatewayError, GroupInfo, MemberAction, MemberResult};

/// Makes one call.
pub async fn make(gateway: Arc<dyn Gateway>, placed: PlacedCall) -> CallDone {
    let PlacedCall { job, step, call } = placed;
    let result = attempt(&*gateway, call).await.map_err(fault);
    CallDone { job, step, result }
}

async fn attempt(gateway: &dyn Gateway, call: Call) -> Result<CallReply, GatewayError> {
    match call {
        Call::LookUp { phone } => {
            let identity = gateway.look_up(&phone).await?;
            Ok(CallReply::LookedUp { identity })
        }
        Call::CreateGroup { subject, members, known, search_first } => {
            create(gateway, &subject, &members, &known, search_first).await
        }
        Call::FindGroup { subject, members, known } => {
            let found = find(gateway, &subject, &members, &known).await?;
            Ok(found.map_or(CallReply::NotThere, |group| CallReply::Created {
                chat: group.chat,
                invite: None,
            }))
        }
        Call::AddMember { chat, who } => add(gateway, &chat, &who).await,
        Call::Inspect { chat } => match gateway.group(&chat).await? {
            Some(group) => {
                let admin = group.is_admin(&gateway.own().await?);
                Ok(CallReply::Inspected { subject: group.subject, admin })
            }
            None => Err(GatewayError::Never(reason::GROUP_NOT_FOUND.to_owned())),
        },
        Call::Link { chat } => Ok(CallReply::Link { link: gateway.invite_link(&chat).await? }),
        Call::Rename { chat, subject } => {
            may_change(gateway)?;
            gateway.rename_group(&chat, &subject).await?;
            Ok(CallReply::Changed)
        }
        Call::RemoveMember { chat, who } => {
            may_change(gateway)?;
            remove(gateway, &chat, &who).await?;
            Ok(CallReply::Changed)
        }
        Call::Leave { chat, who } => {
            may_change(gateway)?;
            // Not in it any more: an earlier try came that far.
            if gateway.group(&chat).await?.is_some() {
                remove(gateway, &chat, &who).await?;
                gateway.leave_group(&chat).await?;
            }
            Ok(CallReply::Changed)
        }
    }
}

/// Creates a group, or finds the one that an earlier try made: same name, and not in use.
async fn create(
    gateway: &dyn Gateway,
    subject: &str,
    members: &[Identity],
    known: &[ChatId],
    search_first: bool,
) -> Result<CallReply, GatewayError> {
    let found = if search_first { find(gateway, subject, members, known).await? } else { None };
    let group = match found {
        Some(group) => group,
        None => gateway.create_group(subject, members).await?,
    };
    let missing = members.iter().filter(|member| !is_in(&group, member)).count();
    let invite = if missing == 0 { None } else { Some(gateway.invite_link(&group.chat).await?) };
    Ok(CallReply::Created { chat: group.chat, invite })
}

/// The group that an earlier try may have made: its name, not in use, and nobody else in it. Two agents
/// may have the same first name, and so the same name of their groups.
async fn find(
    gateway: &dyn Gateway,
    subject: &str,
    members: &[Identity],
    known: &[ChatId],
) -> Result<Option<GroupInfo>, GatewayError> {
    for candidate in gateway.groups().await? {
        if candidate.subject != subject || known.contains(&candidate.chat) {
            continue;
        }
        let Some(group) = gateway.group(&candidate.chat).await? else { continue };
        let has_member = members.iter().any(|member| is_in(&group, member));
        // Only the line itself: the member could not be added.
        if has_member || group.people.len() <= 1 {
            return Ok(Some(group));
        }
    }
    Ok(None)
}

async fn add(
    gateway: &dyn Gateway,
    chat: &ChatId,
    who: &Identity,
) -> Result<CallReply, GatewayError> {
    match gateway.change_member(chat, who, MemberAction::Add).await? {
        MemberResult::Done => {}
        MemberResult::NotAllowed => {
            let invite = gateway.invite_link(chat).await?;
            return Ok(CallReply::NotAllowed { invite: Some(invite) });
        }
        MemberResult::NotFound => {
            return Err(GatewayError::Never(reason::NOT_ON_WHATSAPP.to_owned()));
        }
    }
    // An agent who is not administrator can work all the same: only the adding decides.
    let admin = match gateway.change_member(chat, who, MemberAction::Promote).await {
        Ok(result) => result == MemberResult::Done,
        Err(error) => {
            tracing::warn!(%error, "an agent was added to a group and not made administrator of it");
            false
        }
    };
    Ok(CallReply::Joined { admin })
}

/// Takes somebody out of a group; who is not in it is out of it.
async fn remove(gateway: &dyn Gateway, chat: &ChatId, who: &Identity) -> Result<(), GatewayError> {
    match gateway.change_member(chat, who, MemberAction::Remove).await? {
        MemberResult::Done | MemberResult::NotFound => Ok(()),
        MemberResult::NotAllowed => Err(GatewayError::Never(reason::NOT_ADMIN.to_owned())),
    }
}

fn may_change(gateway: &dyn Gateway) -> Result<(), GatewayError> {
    if gateway.capabilities().change_groups {
        Ok(())
    } else {
        Err(GatewayError::Never(reason::CANNOT_CHANGE_GROUPS.to_owned()))
    }
}

fn is_in(group: &GroupInfo, member: &Identity) -> bool {
    group.people.iter().any(|person| person.is_same(member))
}

fn fault(error: GatewayError) -> CallFault {
    match error {
        GatewayError::Again(said)
        | GatewayError::NotConnected(said)
        | GatewayError::NoFile(said)
        | GatewayError::Unknown(said) => CallFault { again: true, said },
        GatewayError::Never(said) | GatewayError::Moot(said) => CallFault { again: false, said },
    }
}
