//! People who are faster than the server: they reply to what they see before Relevo knows its id.

use super::office::{Office, SUPPORT};

#[actix_web::test]
async fn a_reply_may_come_before_the_answer_to_the_message_it_quotes() {
    let office = Office::open().await;
    office.fake.faults(|faults| faults.slow_texts_ms = 300);
    let team = office.set_up().await;
    let marta = office.fake.person("Marta Quiroga", "5493815550101", "401401401401401");
    office.fake.dm(&marta, "soporte por favor");
    let announced = office.see(SUPPORT, "🎫 *Caso #1*").await;
    office.say(&team.carla, SUPPORT, "mío", Some(&announced.id));
    office.see("Chat soporte Carla N°1", "soporte por favor").await;
    office.stop().await;
}
