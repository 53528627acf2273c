//! What a company has set for its hours, its groups and its agents.

use relevo::domain::calendar::{Holiday, Schedule, Span, Week};
use relevo::domain::ids::{AgentId, GroupId, Timestamp};
use relevo::domain::rules::{AgentRules, GroupRules};
use relevo::domain::shifts::Assignment;
use relevo::store::rules;

use super::on_both;

#[test]
fn what_is_set_is_kept_by_line_and_replaced() {
    on_both(|place| {
        let (line, other) = (place.line(), place.line());
        let conn = &mut place.conn();
        assert_eq!(rules::of_line(conn, line).unwrap(), Default::default());
        let week = Week::working_days(&[Span { from: 540, to: 1_080 }]);
        let date = "2026-12-25".parse().unwrap();
        let holidays = vec![Holiday { date, yearly: true, name: "Navidad".into() }];
        let hours = Schedule { week, holidays, zone: Some("America/Lima".into()) };
        let group = GroupRules {
            shift: hours.clone(),
            keywords: vec!["factura".into()],
            assignment: Assignment::Auto,
            accept_ms: Some(30_000),
            works_holidays: true,
            claim_by_reaction: true,
            silence_ms: Some(60_000),
            silence_close_ms: Some(5),
            ..GroupRules::default()
        };
        let agent = AgentRules { shift: hours.clone(), works_holidays: true };
        rules::keep_hours(conn, line, &Schedule::default(), Timestamp(1)).unwrap();
        rules::keep_hours(conn, line, &hours, Timestamp(2)).unwrap();
        rules::keep_group(conn, line, GroupId(7), &group, Timestamp(2)).unwrap();
        rules::keep_agent(conn, line, AgentId(7), &agent, Timestamp(2)).unwrap();
        let found = rules::of_line(conn, line).unwrap();
        assert_eq!(found.hours, hours);
        assert_eq!(found.group(GroupId(7)), group);
        assert_eq!(found.agent(AgentId(7)), agent);
        assert_eq!(found.group(GroupId(8)), GroupRules::default());
        assert_eq!(rules::of_line(conn, other).unwrap(), Default::default());
    });
}
