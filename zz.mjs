import sharp from "sharp"; import { readdirSync } from "node:fs";
const dir="/tmp/w/privacy-pics"; const [,, suffix, w, per, out, only]=process.argv;
let files=readdirSync(dir).filter(f=>f.endsWith(suffix)&&f.endsWith(".png")&&!f.startsWith("sheet")); if(only) files=files.filter(f=>only.split(",").some(o=>f.startsWith(o)));
for(let i=0;i<files.length;i+=+per){ const part=files.slice(i,i+ +per); const ims=await Promise.all(part.map(async f=>{const b=await sharp(`${dir}/${f}`).resize(+w).png().toBuffer(); const m=await sharp(b).metadata(); const h=Math.min(m.height,1500); return {b:await sharp(b).extract({left:0,top:0,width:m.width,height:h}).toBuffer(),h};}));
 const H=Math.max(...ims.map(x=>x.h)); await sharp({create:{width:(+w+12)*ims.length,height:H,channels:3,background:"#888"}}).composite(ims.map((x,k)=>({input:x.b,left:k*(+w+12),top:0}))).png().toFile(`${dir}/sheet-${out}-${i/per}.png`); console.log(`sheet-${out}-${i/per}`, part.join(" ")); }
