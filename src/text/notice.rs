//! What Relevo says in a chat, in the words of the reader's language.
//!
//! Every name, reason and excerpt is somebody else's text: it goes through `plain` before it stands here.

use super::ahead::ahead;
use super::alerts;
use super::announcement::{self, ticket};
use super::catalogue::FluentValue;
use super::durations::when;
use super::intake;
use super::plain;
use super::reasons;
use super::refusals;
use super::tone::Tone;
use super::{commands, durations};
use crate::domain::acts::NOTE_MOST;
use crate::domain::command::Where;
use crate::domain::notice::Notice;
use crate::domain::settings::Department;

/// Longest excerpt of a message that did not arrive, in characters.
const EXCERPT_MOST: usize = 120;

/// Canned replies that are listed at the most.
const REPLIES_LISTED: usize = 40;

/// The words of a notice.
#[must_use]
pub fn render(notice: &Notice, to: &Tone) -> String {
    match notice {
        Notice::Menu { name, company } => menu(name, company, to),
        Notice::MenuAgain => [to.text("menu-again"), to.text("menu-options")].join("\n"),
        Notice::Placed { department, ticket: no } => {
            let key = match department {
                Department::Support => "placed-support",
                Department::Sales => "placed-sales",
            };
            to.with(key, &[ticket(*no)])
        }
        Notice::KeptForLater => to.text("kept-for-later"),
        Notice::Goodbye { ticket: no } => to.with("goodbye", &[ticket(*no)]),
        Notice::Announcement { card, opening, waited_ms } => {
            announcement::announcement(card, opening, *waited_ms, to)
        }
        Notice::Addition { ticket, customer, count, latest } => {
            announcement::addition(*ticket, customer, *count, latest, to)
        }
        Notice::Assigned { ticket: no, agent, slot_name } => {
            let values = [
                ticket(*no),
                ("agent", plain::name(agent).into()),
                ("slot", plain::name(slot_name).into()),
            ];
            to.with("assigned", &values)
        }
        Notice::AssignedBy { ticket: no, agent, slot_name, by } => to.with(
            "assigned-by",
            &[
                ticket(*no),
                ("agent", plain::name(agent).into()),
                ("slot", plain::name(slot_name).into()),
                ("by", plain::name(by).into()),
            ],
        ),
        Notice::AnnouncedAgain { card, opening, waited_ms, from, reason } => {
            let announced = announcement::announcement(card, opening, *waited_ms, to);
            let from = ("from", plain::name(from).into());
            let had = with_reason(
                ["announcement-had", "announcement-had-reason"],
                vec![from],
                reason.as_deref(),
                to,
            );
            [had, announced].join("\n")
        }
        Notice::TransferredInGroup { ticket: no, from, agent, slot_name } => to.with(
            "transferred-in-group",
            &[
                ticket(*no),
                ("from", plain::name(from).into()),
                ("agent", plain::name(agent).into()),
                ("slot", plain::name(slot_name).into()),
            ],
        ),
        Notice::MovedAway { ticket: no, group_name, by, reason } => {
            let group = ("group", plain::name(group_name).into());
            let values = vec![ticket(*no), group, ("by", plain::name(by).into())];
            with_reason(["moved-away", "moved-away-reason"], values, reason.as_deref(), to)
        }
        Notice::Raised { card, by, reason, agent, place, waited_ms, free } => {
            let (asked, attended) =
                ((by.as_str(), reason.as_deref()), (agent.as_deref(), place.as_str()));
            announcement::raised(card, asked, attended, *waited_ms, free, to)
        }
        Notice::CaseLeft { ticket: no, to: whom, by, reason } => {
            let whom = ("to", plain::name(whom).into());
            let values = vec![ticket(*no), whom, ("by", plain::name(by).into())];
            let told =
                with_reason(["case-left", "case-left-reason"], values, reason.as_deref(), to);
            [told, to.text("case-left-after")].join(" ")
        }
        Notice::Continued { from: Some(from), reason } => {
            let from = ("from", plain::name(from).into());
            with_reason(
                ["continued-from", "continued-from-reason"],
                vec![from],
                reason.as_deref(),
                to,
            )
        }
        Notice::Continued { from: None, .. } => to.text("continued"),
        Notice::Note { who, text } => {
            let head = to.with("note-shown", &[("who", plain::name(who).into())]);
            [head, plain::quote(text, NOTE_MOST)].join("\n")
        }
        Notice::ClosedInGroup { ticket: no, agent, reason } => {
            let agent = ("agent", plain::name(agent).into());
            match reason_given(reason.as_deref()) {
                Some(reason) => to.with(
                    "closed-in-group-reason",
                    &[ticket(*no), agent, ("reason", reason.into())],
                ),
                None => to.with("closed-in-group", &[ticket(*no), agent]),
            }
        }
        Notice::Refused { refusal } => refusals::refusal(refusal, to),
        Notice::AskReady { agent, number } => to.with(
            "ask-ready",
            &[("agent", plain::name(agent).into()), ("number", plain::name(number).into())],
        ),
        Notice::Registered { agent, slots } => {
            let told = to.with(
                "registered",
                &[("agent", plain::name(agent).into()), ("slots", (*slots).into())],
            );
            if *slots == 0 { told } else { [told, to.text("registered-how")].join("\n") }
        }
        Notice::CaseHeader { card, waited_ms, tags } => {
            announcement::header(card, *waited_ms, tags, to)
        }
        Notice::CaseInfo { card, waited_ms, attended_ms, recent, tags, notes } => {
            let known = announcement::info(card, *waited_ms, *attended_ms, recent, to);
            let tags = announcement::tags(tags, to);
            let known = [known].into_iter().chain(tags).collect::<Vec<_>>().join("\n");
            if notes.is_empty() { known } else { [known, commands::notes(notes, to)].join("\n") }
        }
        Notice::CaseClosed { ticket: no, reason } => {
            let told = match reason_given(reason.as_deref()) {
                Some(reason) => {
                    to.with("case-closed-reason", &[ticket(*no), ("reason", reason.into())])
                }
                None => to.with("case-closed", &[ticket(*no)]),
            };
            [told, to.text("case-closed-after")].join(" ")
        }
        Notice::NoCase => format!("{}. {}", to.text("no-case"), to.text("no-case-how")),
        Notice::Help => help(to),
        Notice::HelpInGroup => [
            to.text("help-group-title"),
            to.text("help-group"),
            String::new(),
            to.text("help-group-commands"),
            commands::listed(Where::Group, to),
        ]
        .join("\n"),
        Notice::HelpForSupervisors => {
            [to.text("help-supervisor-title"), commands::listed(Where::Supervisor, to)].join("\n")
        }
        Notice::NothingToNote => to.text("nothing-to-note"),
        Notice::NoDestination { names } => commands::destinations("no-destination", "", names, to),
        Notice::UnknownDestination { asked, names } => {
            commands::destinations("unknown-destination", asked, names, to)
        }
        Notice::ManyDestinations { asked, names } => {
            commands::destinations("many-destinations", asked, names, to)
        }
        Notice::HelpAsked { ticket: no } => to.with("help-asked", &[ticket(*no)]),
        Notice::QueueNow { queues, attended } => commands::queue(queues, *attended, to),
        Notice::TeamNow { team } => commands::team(team, to),
        Notice::WhyClose { reasons } => commands::why_close(reasons, to),
        Notice::AskRating => to.text("ask-rating"),
        Notice::AskComment => to.text("ask-comment"),
        Notice::RatingThanks => to.text("rating-thanks"),
        Notice::SilenceWarning { ticket: no, left_ms } => {
            let length = durations::length(*left_ms, to);
            to.with("silence-warning", &[ticket(*no), ("length", length.into())])
        }
        Notice::SilenceTold { ticket: no, silent_ms, left_ms } => to.with(
            "silence-told",
            &[
                ticket(*no),
                ("silent", durations::length(*silent_ms, to).into()),
                ("length", durations::length(*left_ms, to).into()),
            ],
        ),
        Notice::UnknownCommand { word } => {
            let told = match plain::quote(word, 30) {
                nothing if nothing.is_empty() => to.text("unknown-command-bare"),
                word => to.with("unknown-command", &[("word", word.into())]),
            };
            format!("{told}\n\n{}", help(to))
        }
        Notice::CannedReplies { replies } => canned_replies(replies, to),
        Notice::UnknownReply { name, near } => unknown_reply(name, near, to),
        Notice::NothingToSend => to.text("nothing-to-send"),
        Notice::WrongRoom { ticket: no, customer, slot_name } => {
            let customer = match plain::customer(customer) {
                nothing if nothing.is_empty() => to.text("customer-unnamed"),
                name => name,
            };
            let slot = ("slot", plain::name(slot_name).into());
            let told = to.with("wrong-room", &[ticket(*no), ("customer", customer.into()), slot]);
            [told, to.text("wrong-room-how")].join("\n")
        }
        Notice::EditNotCarried => to.text("edit-not-carried"),
        Notice::NotCarriedToCustomer => to.text("not-carried-to-customer"),
        Notice::FileNotCarriedToCustomer { why } => {
            let told = to.text("file-not-carried-to-customer");
            if let Some(because) = reasons::sentence(why, to.language) {
                return [told, because].join(" ");
            }
            match plain::quote(why, EXCERPT_MOST) {
                nothing if nothing.is_empty() => told,
                why => {
                    let why = to.with("file-not-carried-why", &[("why", why.into())]);
                    [told, why].join(" ")
                }
            }
        }
        Notice::KindNotCarried => to.text("kind-not-carried"),
        Notice::FileNotCarried => to.text("file-not-carried"),
        Notice::NotDelivered { excerpt, why } => not_delivered(excerpt, why, to),
        Notice::Reminder { tickets } => announcement::reminder(tickets, to),
        Notice::Alert { tickets, free } => alerts::alert(tickets, free, to),
        Notice::AnswerReminder { customer, excerpt, waited_ms } => {
            alerts::answer_reminder(customer, excerpt, *waited_ms, to)
        }
        Notice::GivenBack { ticket: no, to: group } => {
            to.with("given-back", &[ticket(*no), ("to", plain::name(group).into())])
        }
        Notice::AssignHow => to.text("assign-how"),
        Notice::AssignElsewhere => to.text("assign-elsewhere"),
        Notice::WhichAgent { name, agents, several } => {
            alerts::which_agent(name, agents, *several, to)
        }
        Notice::Given { ticket: no, agent, slot_name } => {
            let agent = ("agent", plain::name(agent).into());
            to.with("given", &[ticket(*no), agent, ("slot", plain::name(slot_name).into())])
        }
        Notice::LineWasDown { from, to: until } => {
            let times = [("since", when(*from, to).into()), ("until", when(*until, to).into())];
            [to.with("line-was-down", &times), to.text("line-was-down-after")].join("\n")
        }
        Notice::OtherLine { line, since, back } => {
            let line = ("line", plain::name(line).into());
            let since = ("since", when(*since, to).into());
            match back {
                None => to.with("other-line-down", &[line, since]),
                Some(back) => {
                    let until = ("until", when(*back, to).into());
                    to.with("other-line-back", &[line, since, until])
                }
            }
        }
        Notice::Closed { opens: Some(opens) } => {
            to.with("closed-until", &[("opens", ahead(*opens, to).into())])
        }
        Notice::Closed { opens: None } => to.text("closed-for-now"),
        Notice::ShiftEnding { ends, leaves } => to.with(
            "shift-ending",
            &[("time", ahead(*ends, to).into()), ("leaves", ahead(*leaves, to).into())],
        ),
        Notice::AnnouncedFor { card, opening, waited_ms, agent, accept_ms } => {
            announcement::announced_for(card, opening, *waited_ms, (agent, *accept_ms), to)
        }
        Notice::OfferedTo { ticket: no, agent, accept_ms } => {
            let [agent, seconds] = announcement::for_agent(agent, *accept_ms);
            to.with("offered-to", &[ticket(*no), agent, seconds])
        }
        Notice::OpenToAll { ticket: no } => to.with("open-to-all", &[ticket(*no)]),
        Notice::SlotRetired => to.text("slot-retired-here"),
        Notice::SlotRevived => to.text("slot-revived-here"),
        Notice::GroupRetired => to.text("group-retired-here"),
        Notice::GroupRevived => to.text("group-revived-here"),
        Notice::NotRegisteredHere { agent } => {
            to.with("not-registered-here", &[("agent", plain::name(agent).into())])
        }
        Notice::OwnMenu { .. }
        | Notice::Reopened { .. }
        | Notice::OpenedFor { .. }
        | Notice::TooMany
        | Notice::NotForAgents { .. }
        | Notice::CustomerBlocked { .. }
        | Notice::CustomerUnblocked { .. }
        | Notice::NotBlocked { .. }
        | Notice::UnblockHow => intake::render(notice, to),
        Notice::Invite { group, link, company } => {
            let names = [
                ("company", plain::name(company).into()),
                ("group", plain::quote(group, plain::NAME_MOST).into()),
            ];
            match plain::link(link) {
                nothing if nothing.is_empty() => to.with("invite-without-link", &names),
                link => {
                    let [company, group] = names;
                    to.with("invite", &[company, group, ("link", link.into())])
                }
            }
        }
    }
}

fn menu(name: &str, company: &str, to: &Tone) -> String {
    let company = ("company", plain::name(company).into());
    let hello = match first_name(name) {
        Some(name) => to.with("menu-hello-name", &[("name", name.into()), company]),
        None => to.with("menu-hello", &[company]),
    };
    [hello, to.text("menu-question"), to.text("menu-options")].join("\n")
}

/// The name to greet with: the first word, where it reads like one.
pub(super) fn first_name(name: &str) -> Option<String> {
    let name = customer_word(name);
    let letters = name.chars().all(|c| c.is_alphabetic() || "'’-".contains(c));
    (letters && name.chars().count() > 1).then_some(name)
}

fn customer_word(name: &str) -> String {
    plain::customer(name).split_whitespace().next().unwrap_or_default().to_owned()
}

fn help(to: &Tone) -> String {
    [to.text("help-title"), commands::listed(Where::Slot, to), to.text("help-rest")].join("\n")
}

/// The first text, or the second where a reason was given.
fn with_reason(
    [without, with]: [&str; 2],
    mut values: Vec<(&'static str, FluentValue<'static>)>,
    reason: Option<&str>,
    to: &Tone,
) -> String {
    let own = reason.and_then(|reason| reasons::sentence(reason, to.language));
    let own = own.map(|sentence| sentence.trim_end_matches('.').to_owned());
    match own.or_else(|| reason_given(reason)) {
        Some(reason) => {
            values.push(("reason", reason.into()));
            to.with(with, &values)
        }
        None => to.with(without, &values),
    }
}

fn canned_replies(replies: &[(String, String)], to: &Tone) -> String {
    if replies.is_empty() {
        return to.text("replies-none");
    }
    let mut lines = vec![to.text("replies-title")];
    lines.extend(replies.iter().take(REPLIES_LISTED).map(|(name, text)| {
        let text = plain::quote(text, EXCERPT_MOST);
        to.with("replies-line", &[("word", plain::name(name).into()), ("text", text.into())])
    }));
    let more = replies.len().saturating_sub(REPLIES_LISTED);
    if more > 0 {
        lines.push(to.with("and-more", &[("count", more.into())]));
    }
    lines.join("\n")
}

fn unknown_reply(name: &str, near: &[String], to: &Tone) -> String {
    let told = match plain::quote(name, 30) {
        nothing if nothing.is_empty() => to.text("replies-unknown-bare"),
        name => to.with("replies-unknown", &[("word", name.into())]),
    };
    let near: Vec<String> = near.iter().map(|name| format!("/r {}", plain::name(name))).collect();
    let how = if near.is_empty() {
        to.text("replies-unknown-how")
    } else {
        to.with("replies-near", &[("words", near.join(", ").into())])
    };
    [told, how].join("\n")
}

pub(super) fn reason_given(reason: Option<&str>) -> Option<String> {
    reason.map(|reason| plain::quote(reason, plain::QUOTE_MOST)).filter(|reason| !reason.is_empty())
}

fn not_delivered(excerpt: &str, why: &str, to: &Tone) -> String {
    let what = match plain::quote(excerpt, EXCERPT_MOST) {
        nothing if nothing.is_empty() => to.text("not-delivered-wordless"),
        text => to.with("not-delivered", &[("text", text.into())]),
    };
    if let Some(because) = reasons::sentence(why, to.language) {
        return [what, [because, to.text("not-delivered-how")].join(" ")].join("\n");
    }
    let then = match plain::quote(why, EXCERPT_MOST) {
        nothing if nothing.is_empty() => to.text("not-delivered-how"),
        why => to.with("not-delivered-why", &[("why", why.into())]),
    };
    [what, then].join("\n")
}
