/**
 * Layout of the pane: boxes, ladder, ageing bar. Colours, type and shadows are Fluent's tokens (FluentProvider sets them);
 * the few values of our own stand in ui.md, section 4. Container queries: the pane may be a frame inside a page.
 */
export const STYLES = `
.rl-pane{min-height:100vh;display:flex;flex-direction:column;container:pane/inline-size;--px:12px;background:var(--colorNeutralBackground2);color:var(--colorNeutralForeground1);font:400 14px/20px var(--fontFamilyBase);font-variant-numeric:tabular-nums;text-align:left;
--age0:#bdbdbd;--age1:#f4bfab;--age2:#e9835e;--age3:#c43501;--age4:#751d1f}
.rl-pane[data-theme=dark]{--age0:#666;--age1:#8f4f2e;--age2:#da6a35;--age3:#f4a17a;--age4:#f9dcd1}
.rl-in{flex:1;display:flex;flex-direction:column;min-width:0}
@container pane (min-width:400px){.rl-in{--px:20px}}
.rl-pane *{box-sizing:border-box}
.rl-pane :where(h1,h2,h3,p,ul,ol,dl,dd,dt,table){margin:0;padding:0}
.rl-pane :where(ol,ul){list-style:none}
.rl-pane svg{display:block;flex:none;fill:currentColor}
.rl-pane :where(a,button,input,select,textarea,summary,[tabindex]):focus-visible{outline:2px solid var(--colorStrokeFocus2);outline-offset:1px;border-radius:4px}
.rl-pane h1:focus,.rl-pane h2:focus{outline:none}
.rl-pane h1:focus-visible,.rl-pane h2:focus-visible{outline:2px solid var(--colorStrokeFocus2);outline-offset:2px}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:8px;top:-60px;z-index:5;background:var(--colorNeutralBackground1);color:var(--colorBrandForegroundLink);padding:8px 12px;border-radius:4px;box-shadow:var(--shadow8)}
.skip:focus{top:6px}
.num{text-align:right;white-space:nowrap}
.nw,.uw{white-space:nowrap}
.el{overflow:hidden;text-overflow:ellipsis;white-space:nowrap;min-width:0}
.any{overflow-wrap:anywhere}
.c2{font-size:12px;line-height:16px}
.sec{color:var(--colorNeutralForeground3)}
.b{font-weight:600}
.row{display:flex;align-items:center;gap:8px;min-width:0}
.between{justify-content:space-between}
.wrap{flex-wrap:wrap}
.grow{flex:1;min-width:0}
.stack{display:flex;flex-direction:column;gap:8px}
.top{height:44px;flex:none;display:flex;align-items:center;padding:0 4px 0 var(--px);border-bottom:1px solid var(--colorNeutralStroke2);background:var(--colorNeutralBackground1);position:sticky;top:0;z-index:2;gap:4px}
.top.page{padding-left:4px}
.tabs{display:flex;gap:4px;height:100%;margin-left:-8px}
.tab{border:0;background:none;font:inherit;padding:0 8px;position:relative;display:flex;align-items:center;gap:6px;color:var(--colorNeutralForeground2);cursor:pointer;white-space:nowrap}
.tab[aria-selected=true]{font-weight:600;color:var(--colorNeutralForeground1)}
.tab[aria-selected=true]::after{content:"";position:absolute;left:8px;right:8px;bottom:0;height:3px;border-radius:2px 2px 0 0;background:var(--colorCompoundBrandStroke)}
.count{min-width:20px;height:16px;padding:0 5px;border-radius:8px;background:var(--colorNeutralBackground1Selected);color:var(--colorNeutralForeground2);font-weight:600;font-size:12px;line-height:16px;text-align:center}
.body{flex:1;display:flex;flex-direction:column;padding-bottom:16px;min-width:0}
.body[data-old=true]{opacity:.6}
.still{position:sticky;top:44px;height:0;z-index:1;text-align:center}
.still span{display:inline-block;padding:2px 8px;border-radius:0 0 4px 4px;background:var(--colorNeutralBackground1);box-shadow:var(--shadow4)}
.s{padding:12px var(--px)}
.s+.s{padding-top:4px}
@media (max-height:640px){.s{padding:6px var(--px)}.s+.s{padding-top:2px}}
.sech{display:flex;align-items:center;justify-content:space-between;min-height:24px;margin-bottom:4px;gap:8px}
.h2{font-size:14px;line-height:20px;font-weight:600}
.who{display:grid;grid-template-columns:36px minmax(0,1fr) auto;column-gap:12px;align-items:center}
.av{width:36px;height:36px;border-radius:4px;display:grid;place-items:center;font-weight:600;background:var(--colorBrandBackground2);color:var(--colorBrandForeground2)}
[data-theme=dark] .av{background:#0e4775;color:#cfe4fa}
.av.sk{background-color:transparent}
.av.alt{background:var(--colorNeutralBackground1Selected);color:var(--colorNeutralForeground2)}
.name{font-size:20px;line-height:28px;font-weight:600;display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden;overflow-wrap:anywhere}
.ev{display:flex;align-items:flex-start;gap:6px;width:100%;min-height:24px;text-align:left;border:0;background:none;padding:4px 0;color:var(--colorNeutralForeground2);font:inherit;font-size:12px;line-height:16px;cursor:pointer}
.ev svg,.yes{color:var(--colorStatusSuccessForeground1)}
.not{color:var(--colorStatusDangerForeground1)}
.lnk{color:var(--colorBrandForegroundLink);border:0;background:none;padding:0;min-height:24px;font:inherit;font-size:12px;line-height:16px;cursor:pointer;text-align:left}
.lnk:hover{text-decoration:underline}
.ev .lnk{margin-left:auto;white-space:nowrap;min-height:0}
.ev .el{display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;white-space:normal;overflow-wrap:anywhere}
.cl{display:grid;grid-template-columns:16px minmax(0,1fr);gap:4px 8px;font-size:12px;line-height:16px;margin-top:8px}
.bal{display:flex;justify-content:space-between;align-items:flex-end;gap:12px;flex-wrap:wrap}
.big{font-size:24px;line-height:32px;font-weight:600;letter-spacing:-.01em;white-space:nowrap}
.bars{display:flex;align-items:flex-end;gap:2px;height:12px;margin-top:8px}
.bars i{display:block;min-width:6px;border-radius:2px;background:var(--k);forced-color-adjust:none}
.k0{--k:var(--age0)}.k1{--k:var(--age1)}.k2{--k:var(--age2)}.k3{--k:var(--age3)}.k4{--k:var(--age4)}
.bars .k0{height:4px}.bars .k1{height:6px}.bars .k2{height:8px}.bars .k3{height:10px}.bars .k4{height:12px}
.leg{display:flex;flex-wrap:wrap;gap:4px 12px;margin-top:6px;justify-content:space-between}
.leg div{display:flex;flex-direction:column}
.leg .t{font-size:12px;line-height:16px;color:var(--colorNeutralForeground3);display:flex;align-items:center;gap:4px;white-space:nowrap}
.leg div:last-child:not(:first-child){text-align:right}
.leg div:last-child:not(:first-child) .t{justify-content:flex-end}
.leg .t::before,.late::before{content:"";width:8px;height:8px;border-radius:2px;background:var(--k);flex:none;forced-color-adjust:none}
.leg .v{font-size:12px;line-height:16px;white-space:nowrap}
.one+.one{margin-top:8px}
.money{position:relative;padding-bottom:16px}
.unread{position:absolute;left:var(--px);bottom:-2px}
.asof{display:flex;align-items:center;gap:4px;margin-top:4px;font-size:12px;line-height:16px;color:var(--colorNeutralForeground3);min-height:24px}
.asof .rl-ib{margin:0 -4px 0 auto}
.pill{display:inline-flex;align-items:center;gap:4px;height:22px;padding:0 8px 0 6px;border-radius:4px;font-size:12px;line-height:16px;font-weight:600;white-space:nowrap}
.pill.due,.pill.call,.pill.letter{background:var(--colorBrandBackground2);color:var(--colorBrandForeground2)}
.pill.waiting,.pill.held,.pill.none{background:var(--colorNeutralBackground1Selected);color:var(--colorNeutralForeground2)}
.pill.question,.pill.draft{background:var(--colorStatusWarningBackground1);color:var(--colorStatusWarningForeground1);box-shadow:inset 0 0 0 1px var(--colorStatusWarningBorder1)}
.pill.settled{background:var(--colorStatusSuccessBackground1);color:var(--colorStatusSuccessForeground1);box-shadow:inset 0 0 0 1px var(--colorStatusSuccessBorder1)}
.pill.blocked{background:var(--colorStatusDangerBackground1);color:var(--colorStatusDangerForeground1);box-shadow:inset 0 0 0 1px var(--colorStatusDangerBorder1)}
[data-theme=dark] .pill.due,[data-theme=dark] .pill.call,[data-theme=dark] .pill.letter{background:#0e4775;color:#cfe4fa}
.card{background:var(--colorNeutralBackground1);border-radius:6px;box-shadow:0 0 0 1px var(--colorNeutralStroke2),var(--shadow2);padding:12px}
@container pane (min-width:400px){.card{padding:16px}}
.pill+.name{margin-top:8px}
.title{font-size:16px;line-height:22px;font-weight:600;margin-top:8px}
.why{color:var(--colorNeutralForeground2);text-wrap:pretty;margin-top:4px}
.lad{display:grid;grid-auto-flow:column;grid-auto-columns:1fr;margin:10px -4px}
.lad li{display:flex;flex-direction:column;align-items:center;gap:3px;position:relative;font-size:12px;line-height:16px;color:var(--colorNeutralForeground3);text-align:center;min-width:0}
.lad li::before{content:"";position:absolute;top:7px;right:calc(50% + 11px);width:calc(100% - 22px);height:2px;border-radius:1px;background:var(--colorNeutralStroke1)}
.lad li:first-child::before{display:none}
.lad .done::before,.lad .now::before,.lad .held::before,.lad .skipped::before{background:var(--colorNeutralForeground3)}
.lad .d{width:16px;height:16px;border-radius:50%;border:1.5px solid var(--colorNeutralStrokeAccessible);display:grid;place-items:center;transition:border-color 200ms}
.lad .done .d{background:var(--colorNeutralForeground3);border-color:transparent;color:var(--colorNeutralBackground1)}
.lad .now .d{border:2px solid var(--colorCompoundBrandStroke)}
.lad .now .d::after{content:"";width:6px;height:6px;border-radius:50%;background:var(--colorCompoundBrandStroke)}
.lad .held .d{border:2px solid var(--colorNeutralForeground3)}
.lad .held .d::after{content:"";width:4px;height:6px;border:solid var(--colorNeutralForeground2);border-width:0 1.5px}
.lad .skipped .d{border-style:dashed}
.lad .now,.lad .held{color:var(--colorNeutralForeground1);font-weight:600}
.lad .lb{display:none}
@container pane (min-width:400px){.lad .lb{display:block;max-width:100%;hyphens:auto;overflow-wrap:break-word}.lad:not(:has(li:nth-child(7))){grid-auto-columns:minmax(min-content,1fr)}.lad .d{position:relative;z-index:1;background:var(--colorNeutralBackground1)}.lad .done .d{background:var(--colorNeutralForeground3)}}
.kv{display:grid;grid-template-columns:auto minmax(0,1fr);column-gap:12px;row-gap:4px;margin-top:8px;align-items:start}
.kv dt{color:var(--colorNeutralForeground3);font-size:12px;line-height:24px}
.kv dd{display:flex;align-items:center;gap:0 6px;flex-wrap:wrap;min-width:0;min-height:24px}
.cpy{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 8px;width:100%;line-height:24px}
.cpy p{grid-column:1/-1}
.off{text-decoration:line-through;color:var(--colorNeutralForeground3)}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin-top:12px}
.acts:empty{display:none}
.acts .fui-Button{min-width:64px}
.acts>.fui-Button{padding-inline:10px}
.rl-split>.c2{margin-top:4px}
@container pane (max-width:399px){.acts:has(>.fui-Button+.fui-Button+.fui-Button)>.grow{flex-basis:100%}}
.acts>.grow,.acts>.rl-split{flex:1 1 auto}
.rl-split{display:flex;flex-wrap:wrap;min-width:0}
.rl-split>:first-child{flex:1;min-width:0;border-start-end-radius:0;border-end-end-radius:0}
.rl-split>.hold>button{border-start-start-radius:0;border-end-start-radius:0;border-left:1px solid var(--colorNeutralForegroundOnBrand);min-width:32px;padding:0 7px}
@media (max-height:479px){.card .acts.main{position:sticky;bottom:0;background:var(--colorNeutralBackground1);padding:8px 0;margin-bottom:-8px}}
.rl-pick{font-size:14px;min-height:24px;padding:0 2px;border:0;background:none;color:inherit;font-family:inherit;display:inline-flex;align-items:center;gap:2px;cursor:pointer;border-radius:4px}
.rl-pick svg{color:var(--colorNeutralForeground3)}
.wide{display:none}
@container pane (min-width:400px){.wide{display:inline}}
.tbl{width:100%;border-collapse:collapse;font-size:14px}
.tbl th{font-weight:400;font-size:12px;line-height:16px;color:var(--colorNeutralForeground3);text-align:left;padding:2px 4px 4px 0;border-bottom:1px solid var(--colorNeutralStroke2)}
.tbl td{padding:4px 4px 4px 0;line-height:24px;border-bottom:1px solid var(--colorNeutralStroke3);white-space:nowrap;vertical-align:top}
.tbl tr:last-child td{border-bottom:0}
.tbl th.num,.tbl td.num{text-align:right;padding-right:0}
.tbl td.free{white-space:normal;overflow-wrap:anywhere}
.tbl td[colspan]{line-height:16px;padding-top:0}
.tbl tr:has(+tr>td[colspan])>td{border-bottom:0}
.late{display:inline-flex;flex-wrap:wrap;align-items:center;gap:0 4px;min-height:24px}
.inv{border:0;background:none;font:inherit;color:inherit;padding:0;min-height:24px;cursor:pointer;text-align:left;text-decoration:underline dotted var(--colorNeutralStrokeAccessible);text-underline-offset:3px}
.only450{display:none}
@container pane (min-width:400px){.only450{display:table-cell}}
.tl li{display:grid;grid-template-columns:20px minmax(0,1fr);column-gap:10px;padding-bottom:14px;position:relative}
.tl li:not(:last-child)::before{content:"";position:absolute;left:9.5px;top:22px;bottom:2px;width:1px;background:var(--colorNeutralStroke2)}
.tl .i{width:20px;height:20px;display:grid;place-items:center;color:var(--colorNeutralForeground3)}
.tl .i.draft{color:var(--colorStatusWarningForeground1)}.tl .i.blocked,.tl .i.dispute{color:var(--colorStatusDangerForeground1)}.tl .i.promise{color:var(--colorBrandForeground1)}
.tl .w{display:flex;gap:8px;justify-content:space-between}
.tl .w .dt{color:var(--colorNeutralForeground3);font-size:12px;line-height:20px;white-space:nowrap}
.tl .x{color:var(--colorNeutralForeground2);font-size:12px;line-height:16px;margin-top:1px;text-wrap:pretty;overflow-wrap:anywhere}
.tl .gone{text-decoration:line-through;color:var(--colorNeutralForeground3)}
.mb{display:grid;grid-template-columns:20px minmax(0,1fr) auto;gap:2px 8px;padding:8px 12px;border-radius:4px;font-size:12px;line-height:16px;margin:12px var(--px) 0;background:var(--colorNeutralBackground3);box-shadow:inset 0 0 0 1px var(--colorNeutralStroke1)}
.mb b{font-weight:600;font-size:14px;line-height:20px}
.mb>.rl-ib{align-self:start}
.mb .t{grid-column:2/4}
.mb .ax{grid-column:2/4;display:flex;gap:8px;margin-top:6px;flex-wrap:wrap}
.mb.error{background:var(--colorStatusDangerBackground1);box-shadow:inset 0 0 0 1px var(--colorStatusDangerBorder1)}
.mb.error>svg{color:var(--colorStatusDangerForeground3)}
.mb.warning{background:var(--colorStatusWarningBackground1);box-shadow:inset 0 0 0 1px var(--colorStatusWarningBorder1)}
.mb.warning>svg{color:var(--colorStatusWarningForeground3)}
.fieldset{border:0;padding:0;margin:0;min-width:0}
.fieldset.mb{padding:8px 12px;border:0}
.fieldset>legend{padding:0;margin-bottom:4px;font-size:14px}
.fieldset.step{display:grid;grid-template-columns:minmax(0,1fr);gap:8px;margin-bottom:20px}
.fieldset.step>legend{font-weight:600}
.lbl{font-size:14px;display:block;margin-bottom:4px}
.rl-input{width:100%;min-height:32px;padding:5px 10px;font:inherit;color:var(--colorNeutralForeground1);background:var(--colorNeutralBackground1);border:1px solid var(--colorNeutralStrokeAccessible);border-radius:4px}
textarea.rl-input{display:block;min-height:88px;resize:vertical}
.rl-pane[data-theme=dark] .rl-input{color-scheme:dark}
.err{color:var(--colorStatusDangerForeground3);font-size:12px;line-height:16px;margin-top:2px}
.hint{color:var(--colorNeutralForeground3);font-size:12px;line-height:16px;margin-top:2px;overflow-wrap:anywhere}
.check{display:flex;align-items:center;gap:8px;min-height:32px;cursor:pointer}
.check input{width:16px;height:16px;margin:0;flex:none;accent-color:var(--colorCompoundBrandBackground)}
.cand{list-style:none}
.chs{margin:0 0 8px}
.hint+div>section:first-child{margin-top:8px}
.chs li{display:flex;align-items:center;gap:8px;padding:6px 0;border-bottom:1px solid var(--colorNeutralStroke3)}
.chs .gone .any{text-decoration:line-through;color:var(--colorNeutralForeground3)}
.cl.shows{grid-template-columns:16px minmax(0,1fr) auto;gap:0 8px}
.cl.shows>:not(.lnk):not(.psg){padding:4px 0}
.psg{grid-column:2/-1}
.psg q{quotes:none}
.psg mark{background:var(--colorPaletteYellowBackground2);color:var(--colorNeutralForeground1);padding:0 1px;border-radius:2px}
.res .why-found{grid-column:1/-1;color:var(--colorNeutralForeground2)}
.res{margin:4px 0 0}
.res li{display:grid;grid-template-columns:minmax(0,1fr) auto;gap:0 12px;padding:8px var(--px);margin:0 calc(-1*var(--px));border-bottom:1px solid var(--colorNeutralStroke3);cursor:pointer}
.res li[aria-selected=true]{background:var(--colorNeutralBackground1Selected)}
.wl li{display:grid;grid-template-columns:20px minmax(0,1fr) auto;column-gap:10px;padding:9px var(--px);border-bottom:1px solid var(--colorNeutralStroke3);align-items:start;position:relative;cursor:pointer}
.wl li>svg{color:var(--colorNeutralForeground3)}
.wl li.on{background:var(--colorNeutralBackground1Selected)}
.wl li.on::before{content:"";position:absolute;left:0;top:8px;bottom:8px;width:3px;border-radius:0 2px 2px 0;background:var(--colorCompoundBrandStroke)}
.wl li.on .sec{color:var(--colorNeutralForeground2)}
.wl .l2{font-size:12px;line-height:16px;color:var(--colorNeutralForeground2)}
.wl .qa{grid-column:2/4;display:flex;gap:6px;margin-top:8px;flex-wrap:wrap}
.wl .who2{min-height:24px;border:0;background:none;font:inherit;color:inherit;padding:0;text-align:left;cursor:pointer;max-width:100%}
.wl .who2.b{font-weight:600}
.day-done{display:flex;align-items:center;gap:8px;margin-top:4px}
.day-done .bar{flex:1;height:3px;border-radius:2px;background:var(--colorNeutralStroke2);overflow:hidden}
.day-done i,.fc i{display:block;height:100%;border-radius:2px;background:var(--colorCompoundBrandBackground)}
.chips{display:flex;flex-wrap:wrap;gap:4px 6px;margin-top:8px;align-items:center}
.chips li{max-width:100%}
.chip{display:inline-flex;align-items:center;gap:4px;max-width:100%;min-height:24px;padding:0 6px 0 10px;border:1px solid var(--colorNeutralStrokeAccessible);border-radius:12px;background:var(--colorNeutralBackground1);color:inherit;font:inherit;font-size:12px;line-height:16px;cursor:pointer}
.chip svg{width:12px;height:12px}
.fc{margin-top:8px}
.fc li{padding:4px 0}
.fc li.c2{padding:6px 0;border-bottom:1px solid var(--colorNeutralStroke3)}
.fc .none{color:var(--colorNeutralForeground3)}
.fc i{height:4px;margin-top:2px}
.foot{position:sticky;bottom:0;background:var(--colorNeutralBackground1);border-top:1px solid var(--colorNeutralStroke2);padding:10px var(--px);z-index:1}
.foot .rl-wide{width:100%}
section+.ed{margin-top:12px}
.ed{background:var(--colorNeutralBackground1);border:solid var(--colorNeutralStroke2);border-width:1px 0}
.ed .txt{padding:12px var(--px);min-height:200px;overflow-x:auto;overflow-wrap:break-word}
.ed .txt:focus-visible{outline-offset:-2px}
.ed .txt p{margin:0 0 10px}
.ed .txt table{max-width:100%;font-size:12px;line-height:16px}
.ed .txt :is(td,th){padding:3px 6px 3px 0}
.ed .txt :is(td,th):last-child{padding-right:0}
@container pane (max-width:399px){
.ed .txt :is(table,thead,tbody){display:block;width:auto}
.ed .txt tr{display:grid;grid-template-columns:repeat(auto-fill,minmax(84px,1fr));gap:2px 6px;padding:3px 0;border-bottom:1px solid var(--colorNeutralStroke2)}
.ed .txt tr :is(td,th){padding:0;border:0!important;overflow-wrap:anywhere}
.ed .txt tr:has(>:nth-child(5)){grid-template-columns:repeat(4,minmax(min-content,1fr))}
.ed .txt tr:has(>:nth-child(6)){grid-template-columns:repeat(3,minmax(min-content,1fr))}
.ed .txt tr>:first-child:nth-last-child(n+5){grid-column:1/-1}
}
.sk{background:linear-gradient(to right,var(--colorNeutralStencil1) 0%,var(--colorNeutralStencil2) 50%,var(--colorNeutralStencil1) 100%);background-size:300% 100%;border-radius:4px;display:block;animation:rl-wave 3s linear infinite}
@keyframes rl-wave{from{background-position:300% 0}to{background-position:0 0}}
.toast{position:sticky;bottom:0;z-index:4;display:flex;align-items:center;gap:8px;min-height:40px;padding:4px var(--px);background:var(--colorNeutralBackgroundInverted);color:var(--colorNeutralForegroundInverted2);color:var(--colorNeutralForegroundInverted);box-shadow:var(--shadow16)}
.rl-in:has(>.toast) .foot{bottom:40px}
.toast button{color:inherit;background:none;border:1px solid currentColor;border-radius:4px;font:inherit;min-height:24px;padding:0 8px;cursor:pointer}
.scrollx{overflow-x:auto;border:1px solid var(--colorNeutralStroke2);border-radius:4px;background:var(--colorNeutralBackground1)}
.mini{border-collapse:collapse;font-size:12px;line-height:16px;min-width:100%}
.mini th{font-weight:600;text-align:left;background:var(--colorNeutralBackground3);padding:4px 8px;white-space:nowrap}
.mini td{padding:4px 8px;border-top:1px solid var(--colorNeutralStroke3);white-space:nowrap;max-width:240px;overflow:hidden;text-overflow:ellipsis}
.map{display:grid;grid-template-columns:minmax(0,112px) minmax(0,1fr);gap:6px 8px;align-items:center}
.keys dt{line-height:24px}
.keys kbd+kbd{margin-left:4px}
kbd{font:600 12px/16px var(--fontFamilyBase);border:1px solid var(--colorNeutralStroke1);border-radius:3px;padding:0 4px;background:var(--colorNeutralBackground1)}

.company{position:relative;z-index:4;display:flex;align-items:center;gap:4px;padding:2px var(--px);min-height:28px;background:var(--colorNeutralBackground3);font-size:12px;line-height:16px}
.company .rl-pick{max-width:calc(100vw - 56px);overflow:hidden;text-overflow:ellipsis;white-space:nowrap;font-weight:600}
.sample{display:flex;align-items:center;flex-wrap:wrap;gap:0 8px;padding:4px var(--px);background:var(--colorStatusWarningBackground1);color:var(--colorStatusWarningForeground1);font-size:12px;line-height:16px;font-weight:600}
.sample .lnk{color:inherit;text-decoration:underline}
.steps{display:flex;gap:4px 8px;flex-wrap:wrap;padding:12px var(--px) 0;font-size:12px;line-height:16px;color:var(--colorNeutralForeground3)}
.steps li{display:flex;align-items:center;gap:4px}
.steps li:not(:last-child)::after{content:"";width:12px;height:1px;background:var(--colorNeutralStroke1);margin-left:4px}
.steps .no{width:16px;height:16px;border-radius:50%;display:grid;place-items:center;box-shadow:inset 0 0 0 1px var(--colorNeutralStrokeAccessible)}
.steps .now{font-weight:600;color:var(--colorNeutralForeground1)}
.steps .past{color:var(--colorStatusSuccessForeground1)}
.figures{margin:12px 0;display:flex;flex-direction:column}
.figures div{display:flex;justify-content:space-between;align-items:baseline;gap:4px 12px;flex-wrap:wrap;padding:6px 0;border-bottom:1px solid var(--colorNeutralStroke3)}
.figures dt{color:var(--colorNeutralForeground2)}
.figures dd{font-weight:600}
summary{min-height:24px;line-height:24px;cursor:pointer}
.rl-pane .fui-MenuItem__subText{font-size:12px;line-height:16px;color:var(--colorNeutralForeground3)}
.picks{display:flex;align-items:center;gap:4px;flex:none}
.kv .grow{flex:1 0 auto;max-width:100%}
.hold{display:contents}
@container pane (max-width:239px){
.top{height:auto;min-height:44px;align-items:flex-start;padding:4px}
.top>.grow:empty{display:none}
.top.page{flex-wrap:wrap;align-items:center}
.top.page .grow{flex:1 0 calc(100% - 40px)}
.still{top:68px}
.tabs{flex:1;min-width:0;flex-wrap:wrap;height:auto;margin-left:0}
.tab{min-height:32px;padding:2px 6px;white-space:normal}
.el{white-space:normal;overflow:visible;overflow-wrap:anywhere}
.rl-pane .fui-MenuPopover{min-width:0;max-width:calc(100cqw - 8px)}
.who{grid-template-columns:minmax(0,1fr) auto;column-gap:0}
.who .av{display:none}
.who>.num{grid-column:1/-1;text-align:left}
.name{display:block;font-size:16px;line-height:22px;overflow-wrap:anywhere;hyphens:auto}
.pill{white-space:normal;height:auto;min-height:22px}
.nw,.tab{white-space:normal}
.ev,.sech,.tl .w,.mb,.chs li{flex-wrap:wrap}
.asof{align-items:flex-start}
.asof>svg{margin-top:4px}
.asof .el{padding:4px 0}
.chs li>.grow,.sample>.grow{flex:1 0 calc(100% - 28px)}
.cl.shows{grid-template-columns:16px minmax(0,1fr)}
.cl.shows>.lnk{grid-column:2}
.card .rl-input{width:100%!important;min-width:0;padding-inline:4px}
.ev .grow{display:block;flex:1 0 calc(100% - 22px)}
.ev .lnk{margin-left:22px}
.bal .num{text-align:left}
.leg div:last-child:not(:first-child){text-align:left}
.leg div:last-child:not(:first-child) .t{justify-content:flex-start}
.money{padding-bottom:12px}
.unread{position:static;display:block}
.lad .nw{display:none}
.lad :is(.now,.held) .nw{display:block;white-space:nowrap}
.kv,.map{grid-template-columns:minmax(0,1fr)}
.kv .grow{flex:1 1 auto}
.picks{flex-wrap:wrap;flex:auto}
.rl-pane .fui-Button:not(.rl-ib){padding-inline:6px}
.rl-pane .fui-Button{white-space:normal;height:auto;max-width:100%;overflow-wrap:anywhere}
.acts>*,.foot .fui-Button{flex:1 1 100%}
.mb{grid-template-columns:minmax(0,1fr) auto}
.mb>svg{display:none}
.mb .t,.mb .ax{grid-column:1/-1}
.tbl,.tbl tbody,.tbl tr,.tbl td{display:block}
.tbl thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.tbl tr{border-bottom:1px solid var(--colorNeutralStroke3);padding:4px 0}
.tbl td{border:0;padding:0;white-space:normal}
.tbl td.only450{display:none}
.tbl td.num{text-align:left}
.wl li{grid-template-columns:20px minmax(0,1fr)}
.wl li>.num,.wl .qa{grid-column:2;text-align:left;white-space:normal}
.res li{grid-template-columns:minmax(0,1fr)}
.res .num{text-align:left}
.toast{flex-wrap:wrap}
.check{overflow-wrap:anywhere}
}
@media (prefers-reduced-motion:reduce){.rl-pane *{animation:none!important;transition:none!important}}
@media (forced-colors:active){
.pill,.toast,.av,.count{border:1px solid CanvasText}
.card,.mb,.sample,.still span{outline:1px solid CanvasText;outline-offset:-1px}
.sk{background:CanvasText;opacity:.35;forced-color-adjust:none}
.day-done i,.fc i{background:Highlight;forced-color-adjust:none}
.day-done .bar{border:1px solid CanvasText;height:5px}
:is(.ev,.rl-pick,.mb,.wl li)>svg{color:CanvasText}
.tab[aria-selected=true]::after,.wl li.on::before{background:Highlight;forced-color-adjust:none}
.wl li.on,.res li[aria-selected=true]{outline:1px solid Highlight;outline-offset:-1px}
.lad .d{border-color:CanvasText}
.lad li::before{height:0;background:none;border-top:2px dotted CanvasText}
.lad :is(.done,.now,.held,.skipped)::before{border-top-style:solid}
.tl li:not(:last-child)::before{background:CanvasText;forced-color-adjust:none}
.lad .done .d{background:CanvasText;color:Canvas;forced-color-adjust:none}
.lad .now .d{border-color:Highlight;forced-color-adjust:none}
.lad .now .d::after{background:Highlight;forced-color-adjust:none}
.bars i,.leg .t::before,.late::before{border:1px solid CanvasText}
.lnk{color:LinkText}
.psg mark{background:Mark;color:MarkText}
.toast,.toast *{background:Canvas;color:CanvasText}
}
`;
