//! The panel's pages, one file each: a struct built by a pure `new`, and a template that only shows it.

pub mod agent;
pub mod agents;
pub mod board;
pub mod bubbles;
pub mod chat_text;
pub mod fields;
pub mod gate;
pub mod groups;
pub mod help;
pub mod jobs;
pub mod lines;
pub mod notice_page;
pub mod phones;
pub mod shell;
pub mod simulator;
pub mod ticket;
pub mod tickets;

use actix_web::http::{StatusCode, header};
use actix_web::{HttpMessage as _, HttpRequest, HttpResponse, web};
use askama::Template;

use super::error::WebError;
use super::flash::Flash;
use super::house::Panel;
use super::session::Reads;
use super::settings::WebSettings;
use super::words;
use crate::domain::settings::Language;
use crate::store::Conn;

/// A rendered page. Nobody keeps a copy: it shows what only this person may see.
#[must_use]
pub fn page(status: StatusCode, template: &impl Template) -> HttpResponse {
    match template.render() {
        Ok(html) => HttpResponse::build(status)
            .insert_header((header::CACHE_CONTROL, "no-store"))
            .content_type("text/html; charset=utf-8")
            .body(html),
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            HttpResponse::InternalServerError().finish()
        }
    }
}

/// `303`: go and see the result.
#[must_use]
pub fn redirect(to: &str) -> HttpResponse {
    HttpResponse::SeeOther().insert_header((header::LOCATION, to)).finish()
}

/// `303` with something to say on the next page.
#[must_use]
pub fn redirect_saying(to: &str, flash: &Flash, settings: &WebSettings) -> HttpResponse {
    let mut answer = redirect(to);
    if let Ok(cookie) = header::HeaderValue::from_str(&flash.cookie(settings).to_string()) {
        answer.headers_mut().append(header::SET_COOKIE, cookie);
    }
    answer
}

/// The cookie of a browser whose owner chose a language before signing in.
pub const LANGUAGE_COOKIE: &str = "relevo_idioma";

/// The language of whoever asks: their own, else the one chosen on the log-in page, else Spanish.
#[must_use]
pub fn language_of(request: &HttpRequest) -> Language {
    if let Some(Reads(language)) = request.extensions().get::<Reads>() {
        return *language;
    }
    let chosen = request.cookie(LANGUAGE_COOKIE);
    chosen.and_then(|cookie| words::language(cookie.value())).unwrap_or_default()
}

/// Reads from the store, off the request's thread.
///
/// # Errors
/// A fault, when the store cannot be read.
pub async fn read<T, E>(
    panel: &Panel,
    query: impl FnOnce(&mut Conn) -> Result<T, E> + Send + 'static,
) -> Result<T, WebError>
where
    T: Send + 'static,
    E: std::fmt::Display + 'static,
{
    let pool = panel.pool().clone();
    web::block(move || {
        let mut conn = pool.get().map_err(|error| WebError::fault(&error))?;
        query(&mut conn).map_err(|error| WebError::fault(&error))
    })
    .await?
}

#[cfg(test)]
mod tests {
    //! Pages with names and texts of somebody who wants to break them.

    use std::collections::BTreeMap;

    use super::agents::{AgentForm, AgentsPage};
    use super::board::{BoardPage, Overview};
    use super::groups::{GroupsPage, Typed};
    use super::phones::Citing;
    use super::shell::{Section, Shell};
    use super::simulator::{Asked, CustomerTyped, Seen, SimulatorPage};
    use super::ticket::TicketPage;
    use super::tickets::{Found, TicketsPage, Wanted};
    use super::*;
    use crate::domain::content::Content;
    use crate::domain::identity::Identity;
    use crate::domain::ids::{
        AgentId, ChatId, CustomerId, GroupId, LineId, SlotId, TicketNo, Timestamp, WaId,
    };
    use crate::domain::inbound::Connection;
    use crate::domain::phone::Phone;
    use crate::domain::provisioning::Membership;
    use crate::domain::settings::{Department, GroupKind, LineSettings};
    use crate::domain::ticket::{Customer, Sentiment, Side};
    use crate::engine::{GatewayKind, LineInfo};
    use crate::gateway::Capabilities;
    use crate::gateway::simulator::Simulator;
    use crate::gateway::simulator::people::PersonKind;
    use crate::store::agents::{AgentRow, SlotCase, SlotRow};
    use crate::store::groups::{GroupRow, MemberRow};
    use crate::store::tickets::{
        MessageRow, MessageState, TicketCounts, TicketEventRow, TicketPage as Case, TicketRow,
        TicketState,
    };

    const EVIL: &str = "</p><script>alert('x')</script>\"><img src=x onerror=y>{{7*7}}";
    const NOW: Timestamp = Timestamp(1_795_441_320_000);

    fn line() -> LineInfo {
        LineInfo {
            id: LineId(1),
            name: EVIL.into(),
            gateway: GatewayKind::Simulator,
            connection: Connection::Connected,
            settings: LineSettings { company: EVIL.into(), ..LineSettings::default() },
            capabilities: Capabilities { empty_groups: false, ..Capabilities::ALL },
            qr: None,
        }
    }

    fn ticket(no: i64) -> TicketRow {
        TicketRow {
            no: TicketNo(no),
            state: TicketState::InProgress,
            department: Department::Support,
            sentiment: Sentiment::Angry,
            customer: CustomerId(1),
            customer_name: EVIL.into(),
            phone: Phone::from_digits("5493815551234"),
            group: GroupId(1),
            group_name: EVIL.into(),
            agent: Some((AgentId(1), EVIL.into())),
            slot: Some((SlotId(101), EVIL.into())),
            opened_at: NOW.plus(-600_000),
            since: NOW.plus(-700_000),
            level: 0,
            claimed_at: Some(NOW.plus(-300_000)),
            closed_at: None,
            close_reason: Some(EVIL.into()),
        }
    }

    fn agent() -> AgentRow {
        let case = SlotCase {
            ticket: TicketNo(1),
            customer_name: EVIL.into(),
            claimed_at: NOW,
            waiting_since: None,
        };
        AgentRow {
            id: AgentId(1),
            name: EVIL.into(),
            phone: String::from("5493815551234"),
            active: true,
            wanted: 2,
            added_at: NOW,
            checked: Identity::default(),
            registration: None,
            memberships: BTreeMap::from([(GroupId(1), Membership::Invited)]),
            slots: vec![SlotRow {
                id: SlotId(101),
                number: 1,
                name: EVIL.into(),
                ready: true,
                case: Some(case),
            }],
            cases_today: 1,
        }
    }

    fn group() -> GroupRow {
        let member = MemberRow {
            agent: AgentId(1),
            name: EVIL.into(),
            phone: String::from("5493815551234"),
            active: true,
            bound: None,
            membership: Membership::Member,
        };
        GroupRow {
            id: GroupId(1),
            kind: GroupKind::Support,
            name: EVIL.into(),
            chat: Some(ChatId::from("1@g.us")),
            members: vec![member],
            job: None,
            pending: 0,
        }
    }

    fn harmless(page: &impl Template) -> String {
        let html = page.render().unwrap();
        assert!(
            !html.contains("<script>") && !html.contains("<img") && !html.contains("alert('x')"),
            "{html}"
        );
        assert!(
            !html.contains(" style=") && !html.contains(" onclick="),
            "the content policy forbids these"
        );
        assert!(html.contains("&#60;script&#62;"), "the page shows the name: {html}");
        html
    }

    fn shell(section: Section) -> Shell {
        Shell::bare(section, &line(), NOW)
    }

    #[test]
    fn lists_of_cases_are_harmless_whatever_people_are_called() {
        let latest = BTreeMap::from([(TicketNo(1), (NOW, Content::text(EVIL)))]);
        let found = Found {
            counts: TicketCounts { pending: 0, in_progress: 1, closed: 1_000 },
            rows: vec![ticket(1)],
            latest: latest.clone(),
            agents: vec![(1, EVIL.into())],
            groups: vec![(1, EVIL.into())],
        };
        let wanted = Wanted { query: EVIL.into(), ..Wanted::default() };
        let html =
            harmless(&TicketsPage::new(shell(Section::Tickets), &line(), vec![], &wanted, found));
        assert!(html.contains("1.000+") && html.contains("URGENTE"));
        let overview = Overview {
            counts: TicketCounts::default(),
            pending: vec![TicketRow { state: TicketState::Pending, claimed_at: None, ..ticket(1) }],
            latest,
            agents: vec![agent()],
            groups: vec![group()],
        };
        harmless(&BoardPage::new(shell(Section::Board), &line(), vec![], &[line()], &overview));
    }

    #[test]
    fn a_case_is_harmless_whatever_was_written() {
        let message = MessageRow {
            seq: 1,
            from: Side::Agent(AgentId(1)),
            agent_name: Some(EVIL.into()),
            at: NOW,
            content: Content::text(format!("*{EVIL}*")),
            state: MessageState::Failed,
            wa_id: WaId::from("A"),
        };
        let event = TicketEventRow {
            kind: String::from("closed"),
            at: NOW,
            level: None,
            agent: Some((AgentId(1), EVIL.into())),
            detail: Some(EVIL.into()),
        };
        let customer = Customer {
            id: CustomerId(1),
            name: EVIL.into(),
            identity: Identity::default(),
            chat: ChatId::from("1@lid"),
            closed_cases: 0,
            recent: vec![],
        };
        let case = Case {
            ticket: ticket(1),
            customer,
            messages: vec![message],
            events: vec![event],
            previous: vec![ticket(2)],
        };
        harmless(&TicketPage::new(shell(Section::Tickets), &line(), &case));
    }

    #[test]
    fn agents_and_groups_are_harmless_whatever_they_are_called() {
        let (agents, groups) = (vec![agent()], vec![group()]);
        let mut form = AgentForm::new(&groups, words::Words::default());
        form.name.value = EVIL.into();
        harmless(&AgentsPage::new(
            shell(Section::Agents),
            &line(),
            vec![],
            &agents,
            &groups,
            &[],
            form,
        ));
        harmless(&GroupsPage::new(
            shell(Section::Groups),
            &line(),
            vec![],
            &agents,
            &groups,
            &Typed::default(),
        ));
    }

    #[test]
    fn phones_are_harmless_whatever_is_written_on_them() {
        let simulator = Simulator::in_memory(std::sync::Arc::new(|| NOW));
        let phone = Phone::from_digits("5493815551234").unwrap();
        let person = simulator.add_person(EVIL, &phone, PersonKind::Customer).unwrap();
        let first = simulator.write_dm(person, EVIL, None).unwrap();
        simulator.write_dm(person, EVIL, Some(&first)).unwrap();
        let seen = Seen {
            phones: simulator.phones(),
            groups: simulator.chats(),
            faults: simulator.faults(),
        };
        let citing = Citing {
            phone: format!("p-{}", person.0),
            message: first.to_string(),
            writer: Some(i64::from(person.0)),
            ..Citing::default()
        };
        let people = (&[agent()][..], &[group()][..]);
        let typed = CustomerTyped { name: EVIL.into(), ..CustomerTyped::default() };
        let page = SimulatorPage::new(
            shell(Section::Simulator),
            &line(),
            vec![],
            &seen,
            people,
            Asked { citing, typed, problem: None },
        );
        let html = harmless(&page);
        assert!(html.contains("class=\"quoting\""));
    }
}
