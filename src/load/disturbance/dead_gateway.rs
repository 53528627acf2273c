//! A gateway that takes every connection, reads what it is told, and never answers.

use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

/// Does so for ever.
pub async fn serve(listener: TcpListener) {
    loop {
        let Ok((mut stream, _)) = listener.accept().await else {
            // Out of descriptors: some will be closed.
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            continue;
        };
        tokio::spawn(async move {
            let mut heard = [0; 4_096];
            while stream.read(&mut heard).await.is_ok_and(|bytes| bytes > 0) {}
        });
    }
}
