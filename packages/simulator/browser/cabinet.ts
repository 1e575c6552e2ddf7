import './cabinet.css';
