//! Groups and people, when WhatsApp does not play along.

use relevo::domain::provisioning::{StepState, Task};
use relevo::domain::settings::GroupKind;

use super::office::{LINE, Office, SALES, SUPPORT, phone};

/// Longer than any wait between two tries.
const AN_HOUR: i64 = 60 * 60_000;

#[actix_web::test]
async fn who_cannot_be_added_gets_the_links() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    let rosa = office.fake.private_person("Rosa Díaz", "5493815553333", "303303303303303");
    office.create_groups(&juan).await;
    office.add_agent(&rosa).await;
    for group in [SUPPORT, SALES, "Chat soporte Rosa N°1", "Chat soporte Rosa N°2"] {
        let invite = office.hear(&rosa, &format!("«{group}»")).await;
        assert!(invite.text.contains("https://chat.whatsapp.com/"), "{}", invite.text);
        assert!(invite.text.contains("Fibra Norte"), "{}", invite.text);
    }
    office.until("all steps done", |office| office.jobs().is_empty()).await;
    assert_eq!(office.heard(&rosa).len(), 4, "one for each group");
    // She has come in by the link and answers.
    office.register(&rosa, SUPPORT).await;
    office.stop().await;
}

#[actix_web::test]
async fn a_limit_on_groups_is_waited_out() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    office.create_groups(&juan).await;
    office.fake.faults(|faults| faults.group_limit = 2);
    office.add_agent(&juan).await;
    for tries in 1..=2 {
        office.until("a try that failed", |office| failed_creations(office) == tries).await;
        let jobs = office.jobs();
        let step = jobs[0].job.steps.iter().find(|step| step.error.is_some()).unwrap();
        assert!(matches!(step.task, Task::CreateSlot { .. }), "{step:?}");
        assert_eq!((step.state, step.attempts), (StepState::Waiting, tries));
        assert!(
            step.error.as_deref().is_some_and(|said| said.contains("rate-overlimit")),
            "{step:?}"
        );
        office.later(AN_HOUR);
    }
    office.until("all steps done", |office| office.jobs().is_empty()).await;
    assert_eq!(office.groups_named("Chat soporte Juan N°1"), 1);
    assert_eq!(office.groups_named("Chat soporte Juan N°2"), 1);
    office.stop().await;
}

#[actix_web::test]
async fn a_group_that_was_created_behind_an_error_is_found_and_not_created_again() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    office.fake.faults(|faults| faults.false_failures = 1);
    let engine = &office.app.engine;
    let first = Some(phone(&juan));
    engine
        .add_group(LINE, GroupKind::Support, SUPPORT.into(), first, None, Default::default())
        .await
        .unwrap();
    office.until("a try that failed", |office| failed_creations(office) == 1).await;
    office.later(AN_HOUR);
    office.until("the group", |office| office.jobs().is_empty()).await;
    assert_eq!(office.groups_named(SUPPORT), 1);

    office.fake.faults(|faults| faults.false_failures = 1);
    office.add_agent(&juan).await;
    office.until("a try that failed", |office| failed_creations(office) == 1).await;
    office.later(AN_HOUR);
    office.until("all steps done", |office| office.jobs().is_empty()).await;
    assert_eq!(office.groups_named("Chat soporte Juan N°1"), 1);
    assert_eq!(office.groups_named("Chat soporte Juan N°2"), 1);
    // And it is really in use.
    office.register(&juan, SUPPORT).await;
    let marta = office.fake.person("Marta Quiroga", "5493815550101", "401401401401401");
    office.fake.dm(&marta, "soporte");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&juan, SUPPORT, "mío", Some(&announced.id));
    office.see("Chat soporte Juan N°1", "*Caso #1").await;
    office.stop().await;
}

#[actix_web::test]
async fn a_number_that_is_not_on_whatsapp_fails_where_it_can_be_seen() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    office.create_groups(&juan).await;
    let nobody = relevo::domain::phone::Phone::parse("381 555-0000", "AR").unwrap();
    let engine = &office.app.engine;
    engine.add_agent(LINE, "Nadie".into(), nobody, true, 2, Vec::new()).await.unwrap();
    let failed = |office: &Office| {
        office
            .jobs()
            .iter()
            .flat_map(|job| &job.job.steps)
            .any(|step| step.state == StepState::Failed)
    };
    office.until("a step that failed", failed).await;
    let jobs = office.jobs();
    assert_eq!(jobs[0].subject_name, "Nadie");
    let step = &jobs[0].job.steps[0];
    assert!(matches!(step.task, Task::CheckNumber { .. }), "{step:?}");
    assert_eq!(step.error.as_deref(), Some("not-on-whatsapp"));
    assert_eq!(office.fake.groups().len(), 3, "no personal group for nobody");
    office.stop().await;
}

#[actix_web::test]
async fn a_restart_in_the_middle_of_creating_groups_creates_none_twice() {
    let office = Office::open().await;
    let juan = office.fake.person("Juan Pérez", "5493815551234", "301301301301301");
    office.create_groups(&juan).await;
    office.fake.faults(|faults| faults.false_failures = 1);
    office.add_agent(&juan).await;
    office.until("a try that failed", |office| failed_creations(office) == 1).await;
    let office = office.close().await.open().await;
    office.later(AN_HOUR);
    office.until("all steps done", |office| office.jobs().is_empty()).await;
    assert_eq!(office.groups_named("Chat soporte Juan N°1"), 1);
    assert_eq!(office.groups_named("Chat soporte Juan N°2"), 1);
    office.register(&juan, SUPPORT).await;
    office.stop().await;
}

/// Tries to create a group that failed and wait for the next.
fn failed_creations(office: &Office) -> u32 {
    let jobs = office.jobs();
    let steps = jobs.iter().flat_map(|job| &job.job.steps);
    let waiting = steps.filter(|step| step.error.is_some() && step.state == StepState::Waiting);
    waiting.map(|step| step.attempts).sum()
}
