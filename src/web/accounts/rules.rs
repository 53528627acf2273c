//! A company's hours and what it sets for groups and agents: kept, and as the line is to go by them from now on.

use std::sync::Arc;

use super::Accounts;
use crate::domain::calendar::Schedule;
use crate::domain::ids::{AgentId, GroupId, LineId, Timestamp};
use crate::domain::rules::{AgentRules, GroupRules, Rules};
use crate::store::rules;
use crate::web::error::WebError;

impl Accounts {
    /// Keeps the company's hours; all rules as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn keep_hours(
        &self,
        line: LineId,
        hours: Schedule,
        now: Timestamp,
    ) -> Result<Arc<Rules>, WebError> {
        self.write(move |conn| {
            rules::keep_hours(conn, line, &hours, now)?;
            rules::of_line(conn, line).map(Arc::new)
        })
        .await
    }

    /// Keeps a main group's rules, changed by `change`; all rules as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn change_group_rules(
        &self,
        line: LineId,
        group: GroupId,
        change: impl FnOnce(&mut GroupRules) + Send + 'static,
        now: Timestamp,
    ) -> Result<Arc<Rules>, WebError> {
        self.write(move |conn| {
            let mut kept = rules::of_line(conn, line)?.group(group);
            change(&mut kept);
            rules::keep_group(conn, line, group, &kept, now)?;
            rules::of_line(conn, line).map(Arc::new)
        })
        .await
    }

    /// Keeps an agent's rules, changed by `change`; all rules as they are then.
    ///
    /// # Errors
    /// A fault of the store.
    pub async fn change_agent_rules(
        &self,
        line: LineId,
        agent: AgentId,
        change: impl FnOnce(&mut AgentRules) + Send + 'static,
        now: Timestamp,
    ) -> Result<Arc<Rules>, WebError> {
        self.write(move |conn| {
            let mut kept = rules::of_line(conn, line)?.agent(agent);
            change(&mut kept);
            rules::keep_agent(conn, line, agent, &kept, now)?;
            rules::of_line(conn, line).map(Arc::new)
        })
        .await
    }
}
