/** What a clipboard holds, and what is to be left of it. */
interface Pasted {
  html: string;
  becomes: string;
  pictures?: number;
}

/** Written in the forms that these programs are known to put on the clipboard; invented words. */
export const pasted: Readonly<Record<string, Pasted>> = {
  "Word: headings, bold, empty paragraphs": {
    html: `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><meta name=Generator content="Microsoft Word 15"><style><!-- p.MsoNormal {margin:0cm;} --></style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings><o:AllowPNG/></o:OfficeDocumentSettings></xml><![endif]--></head>
<body lang=DA style='tab-interval:65.2pt'><!--StartFragment-->
<h1><span style='mso-fareast-font-family:"Times New Roman"'>Overgange<o:p></o:p></span></h1>
<p class=MsoNormal>Vi flyttede <b>begyndelsen</b> ud, og
det <i style='mso-bidi-font-style:normal'>hjalp</i>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<h3>Bagefter<o:p></o:p></h3>
<p class=MsoNormal>Se <a href="https://www.kl.dk/">KL</a>.<o:p></o:p></p>
<!--EndFragment--></body></html>`,
    becomes:
      '<h2>Overgange</h2><p>Vi flyttede <strong>begyndelsen</strong> ud, og det <em>hjalp</em>.</p><h3>Bagefter</h3><p>Se <a href="https://www.kl.dk/">KL</a>.</p>',
  },
  "Word: a list in a list, as paragraphs with mso-list": {
    html: `<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>Læreren går ud<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72.0pt;mso-add-space:auto;text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>fem minutter før<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp; </span></span></span><![endif]>Pædagogen går ind<o:p></o:p></p>
<p class=MsoNormal>Sådan.<o:p></o:p></p>`,
    becomes:
      "<ul><li><p>Læreren går ud</p><ul><li><p>fem minutter før</p></li></ul></li><li><p>Pædagogen går ind</p></li></ul><p>Sådan.</p>",
  },
  "Word: a numbered list with letters inside": {
    html: `<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>Først</p>
<p class=MsoListParagraph style='mso-list:l1 level2 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>a)<span>&nbsp;&nbsp;</span></span><![endif]>så</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>2.<span>&nbsp;&nbsp;</span></span><![endif]>til sidst</p>`,
    becomes: "<ol><li><p>Først</p><ol><li><p>så</p></li></ol></li><li><p>til sidst</p></li></ol>",
  },
  "Word: a numbered list that goes on where a paragraph broke it": {
    html: `<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>3.<span>&nbsp;&nbsp;</span></span><![endif]>Så</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><![if !supportLists]><span style='mso-list:Ignore'>4.<span>&nbsp;&nbsp;</span></span><![endif]>til sidst</p>`,
    becomes: '<ol start="3"><li><p>Så</p></li><li><p>til sidst</p></li></ol>',
  },
  "A web page: numbered lists that go on": {
    html: `<ol start="3"><li>Så<ol start="0"><li>inde</li></ol></li><li>til sidst</li></ol><p>Og</p><ol start="x"><li>Først</li></ol>`,
    becomes:
      '<ol start="3"><li><p>Så</p><ol><li><p>inde</p></li></ol></li><li><p>til sidst</p></li></ol><p>Og</p><ol><li><p>Først</p></li></ol>',
  },
  "Word: a table with merged cells": {
    html: `<table class=MsoTableGrid border=1 cellspacing=0 style='border-collapse:collapse'><tr style='mso-yfti-irow:0'><td width=200 valign=top style='border:solid windowtext 1.0pt'><p class=MsoNormal><b>Uge<o:p></o:p></b></p></td><td width=100><p class=MsoNormal>Streger<o:p></o:p></p></td></tr><tr><td colspan=2><p class=MsoNormal>31<o:p></o:p></p></td></tr></table>`,
    becomes:
      "<table><tbody><tr><td><p><strong>Uge</strong></p></td><td><p>Streger</p></td></tr><tr><td><p>31</p></td><td><p></p></td></tr></tbody></table>",
  },
  "Word: a picture": {
    html: `<p class=MsoNormal><!--[if gte vml 1]><v:shape id="Billede_x0020_1"><v:imagedata src="file:///C:/Users/a/clip_image001.png"/></v:shape><![endif]--><![if !vml]><img width=300 height=200 src="file:///C:/Users/a/clip_image001.png" v:shapes="Billede_x0020_1"><![endif]>Skolegården</p>`,
    becomes: "<p>Skolegården</p>",
    pictures: 1,
  },
  "Word on the web: each item in a list of its own": {
    html: `<div class="OutlineElement Ltr SCXW1"><p class="Paragraph SCXW1" role="heading" aria-level="1" xml:lang="DA-DK"><span class="TextRun"><span class="NormalTextRun">Plan</span></span><span class="EOP">&nbsp;</span></p></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li data-leveltext="" data-aria-posinset="1" data-aria-level="1" role="listitem"><p class="Paragraph"><span class="TextRun">Et</span><span class="EOP">&nbsp;</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle2" role="list"><li data-leveltext="o" data-aria-posinset="1" data-aria-level="2" role="listitem"><p class="Paragraph"><span class="TextRun">halvandet</span></p></li></ul></div>
<div class="ListContainerWrapper SCXW1"><ul class="BulletListStyle1" role="list"><li data-leveltext="" data-aria-posinset="2" data-aria-level="1" role="listitem"><p class="Paragraph"><span class="TextRun">To</span></p></li></ul></div>`,
    becomes: "<h2>Plan</h2><ul><li><p>Et</p><ul><li><p>halvandet</p></li></ul></li><li><p>To</p></li></ul>",
  },
  "Google Docs: the wrapper that is not bold, and styles that are": {
    html: `<meta charset='utf-8'><b style="font-weight:normal;" id="docs-internal-guid-1a2b"><h2 dir="ltr" style="line-height:1.38"><span style="font-size:16pt;font-weight:400">Hvad vi gjorde</span></h2><p dir="ltr"><span style="font-weight:400;font-style:normal">Vi talte </span><span style="font-weight:700">sammen</span><span style="font-weight:400;font-style:italic"> hver dag.</span></p><br><p dir="ltr"><a href="https://www.google.com/url?q=https://www.uvm.dk/a%3Fb%3D1&amp;sa=D" style="text-decoration:none;"><span style="color:#1155cc">Ministeriet</span></a></p></b><br class="Apple-interchange-newline">`,
    becomes:
      '<h2>Hvad vi gjorde</h2><p>Vi talte <strong>sammen</strong><em> hver dag.</em></p><p><a href="https://www.uvm.dk/a?b=1">Ministeriet</a></p>',
  },
  "Google Docs: a list beside its item": {
    html: `<b style="font-weight:normal;" id="docs-internal-guid-3c"><ol style="margin-top:0"><li dir="ltr" style="list-style-type:decimal;font-weight:400" aria-level="1"><p dir="ltr" role="presentation"><span style="font-weight:400">Først</span></p></li><ol style="margin-top:0"><li dir="ltr" aria-level="2"><p dir="ltr"><span>så</span></p></li></ol><li dir="ltr" aria-level="1"><p dir="ltr"><span>sidst</span></p></li></ol></b>`,
    becomes: "<ol><li><p>Først</p><ol><li><p>så</p></li></ol></li><li><p>sidst</p></li></ol>",
  },
  "Google Docs: a table and a picture": {
    html: `<b style="font-weight:normal;" id="docs-internal-guid-4d"><div dir="ltr" align="left"><table style="border:none"><colgroup><col width="300"/><col width="300"/></colgroup><tbody><tr style="height:0pt"><td style="border:solid"><p dir="ltr"><span>A</span></p></td><td><p dir="ltr"><span>B</span></p></td></tr></tbody></table></div><p dir="ltr"><span><span style="border:none;display:inline-block"><img src="https://lh3.googleusercontent.com/x" width="600" height="300"/></span></span></p></b>`,
    becomes: "<table><tbody><tr><td><p>A</p></td><td><p>B</p></td></tr></tbody></table>",
    pictures: 1,
  },
  "Outlook: lines, a safe link, a signature in a table": {
    html: `<div class=WordSection1><p class=MsoNormal><span style='font-size:11.0pt'>Hej<o:p></o:p></span></p><p class=MsoNormal><a href="https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.vive.dk%2Fda%2F&amp;data=05%7C01">VIVE</a> skriver<br>om det.<o:p></o:p></p><table role="presentation"><tr><td><p class=MsoNormal>Hilsen</p></td><td><p class=MsoNormal>Pia</p></td></tr></table></div><img src="https://track.example/x.gif" width="1" height="1">`,
    becomes: '<p>Hej</p><p><a href="https://www.vive.dk/da/">VIVE</a> skriver<br>om det.</p><p>Hilsen</p><p>Pia</p>',
  },
  "Gmail: lines as divs, and what is quoted": {
    html: `<div dir="ltr"><div>Kære alle</div><div><br></div><div>Det <b>gik</b> godt.</div></div><br><div class="gmail_quote"><blockquote class="gmail_quote" style="margin:0 0 0 .8ex"><div dir="ltr">Hvordan gik det?</div></blockquote></div>`,
    becomes: "<p>Kære alle</p><p>Det <strong>gik</strong> godt.</p><blockquote><p>Hvordan gik det?</p></blockquote>",
  },
  "a web page: what is hidden, moves or asks is left out": {
    html: `<article><header><h1>Nyhed</h1></header><script>alert(1)</script><style>p{}</style><p onclick="alert(1)" style="color:red">Ord <a href="javascript:alert(1)">et</a>, <a href="https://mereforflere.dk/metoder/nest">to</a>.</p><p style="display:none">skjult</p><p hidden>også</p><iframe src="https://x.dk"></iframe><form><input value="a"><button>Send</button></form><figure><picture><source srcset="a.webp"><img src="a.jpg"></picture><figcaption>Billedtekst</figcaption></figure><ul><li>en<ul><li>to</li></ul></li></ul><dl><dt>Ord</dt><dd>Forklaring</dd></dl></article>`,
    becomes:
      '<h2>Nyhed</h2><p>Ord et, <a href="/metoder/nest">to</a>.</p><p>Billedtekst</p><ul><li><p>en</p><ul><li><p>to</p></li></ul></li></ul><p>Ord</p><p>Forklaring</p>',
    pictures: 1,
  },
  "a web page: a table with a head and cells that reach over others": {
    html: `<table><caption>Tal</caption><thead><tr><th>Uge</th><th colspan="2">Streger</th></tr></thead><tbody><tr><td rowspan="2">35</td><td>31</td><td>4</td></tr><tr><td>30</td><td>2</td></tr></tbody></table>`,
    becomes:
      "<table><tbody><tr><th><p>Uge</p></th><th><p>Streger</p></th><th><p></p></th></tr><tr><td><p>35</p></td><td><p>31</p></td><td><p>4</p></td></tr><tr><td><p></p></td><td><p>30</p></td><td><p>2</p></td></tr></tbody></table>",
  },
  "our own page: call-outs, but not those of the editors": {
    html: `<div class="callout callout-advice" data-callout="advice" role="note"><p class="callout-label">Råd</p><div class="callout-body"><p>Begynd småt.</p></div></div><div class="callout callout-note" data-callout="note"><p class="callout-label">Redaktionens note</p><div class="callout-body"><p>Fra os.</p></div></div>`,
    becomes: '<div data-callout="advice"><p>Begynd småt.</p></div><p>Fra os.</p>',
  },
  "our own editor: how the piece hangs together goes along": {
    html: `<h2 data-section="hard" data-pm-slice="1 1 []">Hvad var svært</h2><p>Tiden.</p>`,
    becomes: '<div data-pm-slice="1 1 []"><h2 data-section="hard">Hvad var svært</h2><p>Tiden.</p></div>',
  },
};
