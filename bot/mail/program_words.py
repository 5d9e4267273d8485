"""What mail programs write above a mail that they quote or forward, in the languages they are set to.

All are patterns, compared without regard to upper and lower case.
"""

WROTE = (
    r"\b(?:wrote|writes|schrieb|schreibt|a écrit|escribió|ha scritto|escreveu|schreef|geschreven|skrev",
    r"|kirjoitti|napisał(?:\(a\)|a)?|pisze|napsal\(a\)|napísal\(a\)|написал(?:\(а\)|а)?|пишет|пише",
    r"|a scris|yazdı|έγραψε)\b|書きました|写道|寫道|님이 작성",
)
"""Who … wrote, above what is quoted."""

FORWARD = (
    r"forward|weitergeleitet|transf[ée]r|réexpédié|reenvia|rispedito|inoltrat|encaminhad|doorgestuurd",
    r"|vidarebefordra|videresend|edelleenlähete|przekazan|przesłan|přeposlan|пересыла|переслан|переадрес",
    r"|転送|转发|轉寄|전달|הועבר|معاد توجيه|رسالة مُعاد",
)
"""Within a separator: the mail below was forwarded."""

FORWARD_BEGINS = (
    r"(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail)",
    r"|début du message (?:réexpédié|transféré)|inicio del mensaje reenviado|inizio messaggio inoltrato",
    r"|begin doorgestuurd bericht|início da mensagem (?:re)?encaminhada) ?:",
)
"""Apple's line above a mail that was forwarded."""

FORWARDED_SUBJECT = (
    r"(?:(?:re|aw|sv|antw) ?: ?)?",
    r"(?:fwd?|wg|tr|rv|i|enc|doorst|vs|vb|pd|yml|fs|转发|轉寄) ?[:：]",
)
"""How the subject of a forwarded mail begins."""

ABOVE_THIS_LINE = (
    r"\W*(?:please )?(?:type|write|enter|add)? ?(?:your )?reply (?:to us )?above this line\W*",
    r"|\W*bitte (?:schreiben|geben) sie ihre antwort (?:oberhalb|über) dieser zeile\b.{0,30}",
    r"|\W*répond(?:ez|re) au-dessus de cette ligne\W*",
    r"|\W*(?:por favor, )?(?:escriba|responda) (?:su respuesta )?(?:por )?encima de esta línea\W*",
)
"""The line of ticket systems."""

FROM = (
    "from|von|de|da|van|od|från|fra|lähettäjä|отправитель|от|от кого|feladó|gönderen|expéditeur|mittente",
    "|差出人|送信者|发件人|寄件者|보낸 사람|보낸사람|מאת|من",
)
DATE = (
    "sent|date|gesendet|datum|envoyé|envoyé le|enviado|enviado el|enviada em|fecha|data|inviato|verzonden",
    "|skickat|sendt|dato|lähetetty|päiväys|wysłano|odesláno|дата|отправлено|tarih|送信日時|日付|日時|发送时间",
    "|日期|寄件日期|보낸 날짜|날짜|נשלח|תאריך|تاريخ الإرسال|أرسلت|التاريخ",
)
TO = (
    "to|cc|bcc|an|kopie|à|a|para|aan|till|til|kopia|kopi|vastaanottaja|do|dw|komu|кому|копия|kime|reply-to",
    "|宛先|收件人|抄送|收件者|副本|받는 사람|받는사람|참조|אל|עותק|إلى|نسخة",
)
SUBJECT = (
    "subject|betreff|objet|sujet|asunto|oggetto|assunto|onderwerp|ämne|emne|aihe|temat|předmět|тема|konu|tárgy",
    "|件名|主题|主旨|제목|נושא|الموضوع",
)
"""Labels of the lines in the block above a mail that is quoted without marks."""

SENT_FROM = (
    r"(?:(?:sent|get|download|von meinem|gesendet|geschickt|envoyé|télécharger|obtenez|enviado|obtén",
    r"|descarga|inviato|scarica|enviada|obter|verzonden|verstuurd|skickat|hämta|sendt|hent|lähetetty|wysłan[eo]",
    r"|pobierz|odesláno|отправлено|أُرسلت من|נשלח מה?)\b.{0,80}",
    r"(?:iphone|ipad|galaxy|samsung|android|outlook|yahoo|blackberry|huawei|xiaomi|pixel|mobile|mobil|handy",
    r"|phone|windows|thunderbird|proton|spark|smartphone|telefon|téléphone|móvil|mail app|ios|aol|gmx)",
    r"\b.{0,60}|(?:iphone|ipad|android|スマートフォン).{0,5}から送信.{0,10}|发自我的.{0,30}|從我的.{0,20}傳送)",
)
"""The whole line below a mail that was written on a telephone."""

AWAY = (
    r"automatic reply|auto(?:matic)? ?response|auto-?reply|out of (?:the )?office|automatische antwort",
    r"|abwesenheit|réponse automatique|respuesta automática|risposta automatica|resposta automática",
    r"|automatisch antwoord|automatiskt svar|自動応答",
)
"""How the subject of an answering machine begins."""
