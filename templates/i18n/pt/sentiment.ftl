# How customers feel: what is said of it in chats, on the pages of cases, and on the page of settings.

# --- WhatsApp ---
case-summary = 📝 _{ $text }_

# --- Cases ---
ticket-mood-why = Palavras que pesaram
ticket-summary = Do que se trata
event-mood-angry = O cliente está irritado
event-mood-neutral = O cliente está mais calmo
event-mood-happy = O cliente está contente
event-summary = Resumo: { $name }
console-mood-angry = { $customer }: está irritado
console-mood-neutral = { $customer }: mais calmo
console-mood-happy = { $customer }: está contente

# --- Ajustes / Integraciones ---
menu-integrations = Integrações
integrations-intro = Como se lê o humor dos clientes, e o modelo de linguagem que pode ajudar nisso. Vale assim que for salvo.
integrations-mood = Humor do cliente
integrations-reader = Quem lê o humor
integrations-reader-rules = As regras do Relevo: em espanhol, português e inglês, sem que nada saia daqui
integrations-reader-endpoint = Um modelo de linguagem, e as regras até que responda ou se não responder
integrations-reader-off = Ninguém: todos os casos ficam em Neutro e nenhum é urgente pelo humor
integrations-model-title = Modelo de linguagem
integrations-privacy = Ao modelo se envia só o que o cliente escreveu, sem nome nem número; os números longos que ele tenha escrito são cobertos. Nenhum caso espera pelo modelo.
integrations-url = Endereço
integrations-url-how = Com http ou https, até antes de /chat/completions. Por exemplo, https://api.openai.com/v1
integrations-url-missing = Falta o endereço do modelo.
integrations-url-odd = Escreva um endereço que comece com http:// ou https://, sem usuário, senha nem pontos de interrogação.
integrations-url-plain = Com http o que se envia viaja sem criptografia: use só dentro da sua rede.
integrations-model = Modelo
integrations-model-how = O nome pelo qual o servidor o conhece. Por exemplo, gpt-4o-mini
integrations-model-missing = Falta o nome do modelo.
integrations-model-odd = Use um nome de até 100 letras, em uma só linha.
integrations-key = Chave
integrations-key-kept = Há uma chave guardada, criptografada, que não volta a ser mostrada. Deixe vazio para conservá-la.
integrations-key-none = A que o servidor deu. É guardada criptografada e não volta a ser mostrada. Pode ficar vazia se o servidor não pedir uma.
integrations-key-odd = A chave não leva espaços nem acentos: copie de novo, inteira.
integrations-key-again = O endereço é de outro servidor: escreva a chave desse servidor, ou marque que não leva chave.
integrations-key-drop = Sem chave: esquecer a guardada
integrations-key-refused = O servidor não aceita a chave: confira, ou peça outra.
integrations-timeout = Prazo, em milissegundos
integrations-timeout-how = Entre 500 e 60000. Se não responder nesse tempo, ficam as regras.
integrations-timeout-odd = Escreva um número entre 500 e 60000.
integrations-summaries = Pedir também um resumo de uma linha
integrations-summaries-how = Aparece quando um agente assume o caso, em /info, nos avisos por demora e no painel. Só quando o modelo lê.
integrations-probe = Testar
integrations-probe-how = Testar envia ao modelo este texto, com o que está no formulário, sem salvar nada:
integrations-sample = Faz três dias que estou sem internet e ninguém me responde. Uma vergonha.
integrations-answered = O modelo respondeu: { $mood }.
integrations-answered-line = O modelo respondeu: { $mood }. Resumo: { $line }
integrations-silent = Ninguém responde nesse endereço: confira, e veja se o servidor está ligado.
integrations-not-there = O servidor responde, mas ali não há um modelo: o endereço costuma terminar em /v1.
integrations-late = Não respondeu a tempo: dê mais prazo, ou escolha um modelo mais rápido.
integrations-refused = O servidor respondeu com o erro { $name }: confira o nome do modelo.
integrations-nonsense = O modelo respondeu outra coisa que não a pedida: tente um modelo mais capaz.
flash-integrations-saved = Salvamos como se lê o humor na linha { $name }. Vale desde agora.
